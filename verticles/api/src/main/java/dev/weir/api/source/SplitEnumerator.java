package dev.weir.api.source;

import dev.weir.api.functions.CheckpointListener;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the splits of a source and assigns them to readers. There is one per job and source.
 *
 * <h2>How the methods are called</h2>
 *
 * <p>All methods, and the handlers given to {@link SplitEnumeratorContext#callAsync}, are called on
 * one thread, one at a time, so the enumerator needs no locks. They must not block: whatever takes
 * time goes through {@code callAsync}.
 *
 * <ol>
 *   <li>{@link #start()}, once.
 *   <li>{@link #addReader}, when a reader is ready to take splits; before any request from it.
 *   <li>{@link #handleSplitRequest}, {@link #handleSourceEvent}: in the order in which the reader
 *       sent them.
 *   <li>{@link #addSplitsBack}: splits that were assigned to a reader which failed before they were
 *       in a checkpoint.
 *   <li>{@link #snapshotState}: what is returned must hold every split that was found and not yet
 *       assigned. Splits assigned before the call are in the readers' snapshots.
 *   <li>{@link #close()}, once.
 * </ol>
 *
 * @param <SplitT> the type of the splits
 * @param <CheckpointT> the type of the checkpoint
 */
public interface SplitEnumerator<SplitT extends SourceSplit, CheckpointT>
    extends AutoCloseable, CheckpointListener {

  /** Called before all other methods. */
  void start() throws Exception;

  /**
   * A reader asks for a split.
   *
   * @param subtaskId the index of the reader
   * @param requesterHostname where the reader runs, for local reads; null if not known
   */
  void handleSplitRequest(int subtaskId, @Nullable String requesterHostname) throws Exception;

  /** Takes back splits that a failed reader had not finished. */
  void addSplitsBack(List<SplitT> splits, int subtaskId) throws Exception;

  /** A reader is ready; it is in {@link SplitEnumeratorContext#registeredReaders} from now on. */
  void addReader(int subtaskId) throws Exception;

  /** Returns the state of the enumerator; the result must not change later. */
  CheckpointT snapshotState(long checkpointId) throws Exception;

  /** Called for each event that a reader sent. */
  default void handleSourceEvent(int subtaskId, SourceEvent sourceEvent) throws Exception {}

  @Override
  default void notifyCheckpointComplete(long checkpointId) throws Exception {}

  @Override
  void close() throws Exception;
}
