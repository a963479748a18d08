package dev.weir.state.spi;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** Makes the keyed state of subtasks. Immutable; shared by all subtasks of a job. */
public interface StateBackend {

  /** The name in options, snapshots and the dashboard: {@code heap}, {@code rocksdb}. */
  String name();

  /** The checkpoint directory named together with the backend, if the user did so. */
  default Optional<URI> checkpointDirectory() {
    return Optional.empty();
  }

  /**
   * Makes the keyed state of one subtask and fills it from {@link KeyedStateContext#restore()}.
   * Called on the thread of the subtask.
   *
   * @throws IOException if a snapshot cannot be read
   * @throws CorruptStateException if a snapshot is damaged; the message names the file
   */
  <K> KeyedStateBackend<K> createKeyedStateBackend(KeyedStateContext<K> context) throws IOException;
}
