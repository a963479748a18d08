package dev.weir.api.source;

import dev.weir.api.functions.CheckpointListener;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Reads the splits that are assigned to one subtask.
 *
 * <h2>How the methods are called</h2>
 *
 * <p>All methods are called on the thread of the subtask, one at a time; only the future of {@link
 * #isAvailable} may be completed from other threads. A reader that has threads of its own hands
 * over through a bounded queue.
 *
 * <ol>
 *   <li>After a restore {@link #addSplits} with the restored splits, if there are any for this
 *       subtask. Then {@link #start()}, once.
 *   <li>Then, in any order and any number of times: {@link #pollNext}, {@link #addSplits}, {@link
 *       #handleSourceEvents}, {@link #snapshotState}, the notifications about checkpoints, and
 *       {@link #notifyNoMoreSplits()}.
 *   <li>{@link #pollNext} is called again and again while it returns {@link
 *       InputStatus#MORE_AVAILABLE}, with the other calls between; after {@link
 *       InputStatus#NOTHING_AVAILABLE} it is called again when {@link #isAvailable()} completes;
 *       after {@link InputStatus#END_OF_INPUT} never again. It is not called while the output is
 *       full.
 *   <li>{@link #snapshotState} and the notifications go on after the end of input, until the job is
 *       finished.
 *   <li>{@link #close()}, once, in all cases; after it no other method.
 * </ol>
 *
 * <p>An exception from any method fails the attempt.
 *
 * @param <T> the type of the records
 * @param <SplitT> the type of the splits
 */
public interface SourceReader<T, SplitT extends SourceSplit>
    extends AutoCloseable, CheckpointListener {

  /**
   * How many records a call to {@link #pollNext} should emit at most: enough to make the call
   * cheap, few enough that a barrier need not wait.
   */
  int MAX_RECORDS_PER_POLL = 256;

  /** Called before the first record. A reader that gets its splits on request asks here. */
  void start() throws Exception;

  /**
   * Emits some records, or none. Must not block, and should emit no more than {@link
   * #MAX_RECORDS_PER_POLL} records, since barriers wait for the call to end.
   *
   * @return whether and when to call again
   */
  InputStatus pollNext(ReaderOutput<T> output) throws Exception;

  /**
   * Returns all splits that are not finished, at the position after the last record emitted. The
   * result must not change later; an empty list is right for a reader that has nothing left.
   */
  List<SplitT> snapshotState(long checkpointId) throws Exception;

  /**
   * Returns a future that completes when {@link #pollNext} may have something, also for the reason
   * that splits came or no more will come. It may complete without need, and should be complete
   * already if there is something now. Asked for only after {@link InputStatus#NOTHING_AVAILABLE}.
   */
  CompletableFuture<Void> isAvailable();

  /** Takes splits to read, each from the position that it carries. */
  void addSplits(List<SplitT> splits) throws Exception;

  /** No more splits will come: when those it has are finished, the reader ends. May be repeated. */
  void notifyNoMoreSplits() throws Exception;

  /** Called for each event sent by the enumerator, in the order in which they were sent. */
  default void handleSourceEvents(SourceEvent sourceEvent) throws Exception {}

  /**
   * Holds back the splits that are too far ahead in event time, and lets others go on. Called only
   * if the watermark strategy of the source aligns watermarks and the reader has several splits
   * with outputs of their own.
   *
   * @throws UnsupportedOperationException if the reader cannot do so, as by default
   */
  default void pauseOrResumeSplits(
      Collection<String> splitsToPause, Collection<String> splitsToResume) {
    throw new UnsupportedOperationException(
        getClass().getName()
            + " was asked to pause the splits "
            + splitsToPause
            + " and to resume "
            + splitsToResume
            + ", since the watermarks of the source are aligned; it does not override"
            + " pauseOrResumeSplits");
  }

  @Override
  default void notifyCheckpointComplete(long checkpointId) throws Exception {}

  @Override
  void close() throws Exception;
}
