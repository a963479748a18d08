package dev.weir.state.spi;

import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What the keyed state of one subtask is made of.
 *
 * @param operator the operator's name, for messages
 * @param subtask index of the subtask, from 0
 * @param keySerializer writes keys; each backend duplicates it for its snapshot thread
 * @param maxParallelism number of key groups of the operator
 * @param keyGroups those that this subtask holds
 * @param localDirectory an empty directory of this subtask's own, removed after {@code close}
 * @param storage where snapshots are read from and written to
 * @param restore snapshots to start from; each may hold more key groups than this subtask does, and
 *     those are passed over. Empty: start with no state
 * @param clock processing time in milliseconds, by which state expires; asked on the thread of the
 *     subtask
 */
public record KeyedStateContext<K>(
    String operator,
    int subtask,
    TypeSerializer<K> keySerializer,
    int maxParallelism,
    KeyGroupRange keyGroups,
    Path localDirectory,
    CheckpointStorage storage,
    List<KeyedSnapshot> restore,
    LongSupplier clock) {

  public KeyedStateContext {
    restore = List.copyOf(restore);
  }

  /** With the time of the system. */
  public KeyedStateContext(
      String operator,
      int subtask,
      TypeSerializer<K> keySerializer,
      int maxParallelism,
      KeyGroupRange keyGroups,
      Path localDirectory,
      CheckpointStorage storage,
      List<KeyedSnapshot> restore) {
    this(
        operator,
        subtask,
        keySerializer,
        maxParallelism,
        keyGroups,
        localDirectory,
        storage,
        restore,
        System::currentTimeMillis);
  }
}
