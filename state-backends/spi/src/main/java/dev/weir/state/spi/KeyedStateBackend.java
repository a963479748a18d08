package dev.weir.state.spi;

import dev.weir.state.ListState;
import dev.weir.state.MapState;
import dev.weir.state.ValueState;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The keyed state of one subtask. Every method is called on the thread of the subtask.
 *
 * <p>A handle is asked for once per name, usually when a function opens; asking again with the same
 * spec gives the same handle. Handles read and write under the key last set.
 */
public interface KeyedStateBackend<K> extends AutoCloseable {

  /**
   * Sets the key that all handles work under.
   *
   * <p>A handle that is used without a key throws {@link IllegalStateException}; if the key belongs
   * to a key group of another subtask, this or the handle throws {@link IllegalArgumentException}
   * that names key, key group and the subtask's key groups.
   *
   * @param keyHash {@link KeyGroups#hash} of the key, computed once by the sender
   */
  void setCurrentKey(K key, int keyHash);

  @Nullable K currentKey();

  /**
   * Says which keys come next, by their hashes: a chance to fetch what they need all at once, since
   * a table that is larger than the caches makes each key wait for memory. Changes nothing.
   *
   * @param keyHashes of keys that will be set, in order, from index {@code from} up to, not
   *     including, {@code to}; not kept
   */
  default void prefetch(int[] keyHashes, int from, int to) {}

  /**
   * A handle on a value. For values of {@link Layout#LONG} it may be a {@link LongValueState}.
   *
   * @throws IncompatibleStateException if restored state of that name is of another kind, or has a
   *     schema that cannot be read; the message names the state, what was found and what was
   *     expected
   */
  <T> ValueState<T> valueState(ValueStateSpec<T> spec);

  <T> ListState<T> listState(ListStateSpec<T> spec);

  <UK, UV> MapState<UK, UV> mapState(MapStateSpec<UK, UV> spec);

  /**
   * Calls {@code action} for each key that has a value in the named state, with that key set as the
   * current one; the key that was current is so again afterwards. The action may change the state
   * of its key.
   *
   * @throws IllegalArgumentException if no handle was asked for a state of that name
   */
  void forEachKey(String stateName, Consumer<K> action);

  /**
   * The synchronous part of a snapshot: captures the state as it is now, in time that does not grow
   * with the state. Until the result has been written or discarded, changes go to copies. Restored
   * state for which no handle was asked is part of the snapshot too.
   */
  PendingSnapshot<KeyedSnapshot> snapshot(SnapshotRequest request) throws IOException;

  /** A checkpoint was logged: from now on snapshots may build on what this one wrote. */
  void notifyCheckpointComplete(long checkpointId);

  /**
   * A checkpoint was given up: nothing builds upon it, and what it wrote to the shared directory is
   * removed by the backend, also if it is still being written.
   */
  void notifyCheckpointAborted(long checkpointId);

  /** Entries and bytes held, roughly; cheap enough to be asked every second. */
  StateSize size();

  @Override
  void close() throws IOException;
}
