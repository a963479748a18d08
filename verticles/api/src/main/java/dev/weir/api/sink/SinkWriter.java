package dev.weir.api.sink;

import dev.weir.api.time.Watermark;
import org.jspecify.annotations.Nullable;

/**
 * Writes the records of one subtask. All methods are called on the thread of the subtask and may
 * block; blocking slows the stream down, and the thread is interrupted when the job is cancelled.
 *
 * <p>Order at a checkpoint, between records: {@link #flush flush(false)}, then {@link
 * CommittingSinkWriter#prepareCommit} if implemented, then {@link StatefulSinkWriter#snapshotState}
 * if implemented. At the end of bounded input {@code flush(true)} comes first, then one last
 * checkpoint in the same order, so that the tail is committed too.
 */
public interface SinkWriter<InputT> extends AutoCloseable {

  /** Writes a record, or buffers it. */
  void write(InputT element, Context context) throws Exception;

  /** Event time has risen. Does nothing by default. */
  default void writeWatermark(Watermark watermark) throws Exception {}

  /**
   * Makes everything written so far reach the outside (or the committables).
   *
   * @param endOfInput whether no record will follow
   */
  void flush(boolean endOfInput) throws Exception;

  /** Called once at the end, also after a failure. Must not make uncommitted output visible. */
  @Override
  void close() throws Exception;

  /** What is known about the record. Valid during the call only. */
  interface Context {

    /** The current watermark in milliseconds; {@code Long.MIN_VALUE} before the first one. */
    long currentWatermark();

    /** The timestamp of the record in milliseconds; null if it has none. */
    @Nullable Long timestamp();
  }
}
