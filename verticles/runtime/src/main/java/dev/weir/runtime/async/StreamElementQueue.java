package dev.weir.runtime.async;

import dev.weir.runtime.async.QueuedElement.QueuedRecord;
import java.util.Collection;
import java.util.List;

/**
 * Records whose results are awaited, with the watermarks between them. A watermark leaves after the
 * results of all that came before it and before the results of all that came after. For one thread.
 *
 * <p>Watermarks take no room, since one that follows another directly replaces it.
 */
public interface StreamElementQueue<IN, OUT> {

  /** Takes what leaves a queue. */
  interface Emitter<OUT> {
    void results(Collection<OUT> results, long timestamp);

    void watermark(long timestamp);
  }

  /** Whether as many records are in it as may be. */
  boolean isFull();

  boolean isEmpty();

  /**
   * Adds a record at the end.
   *
   * @throws IllegalStateException if the queue is full
   */
  Awaited<IN, OUT> put(QueuedRecord<IN> element);

  /** Adds a watermark at the end. */
  void putWatermark(long timestamp);

  /** Lets go of everything that may leave. */
  void emitCompleted(Emitter<OUT> emitter);

  /** What is in it, completed or not, in an order in which it may be put in again. */
  List<QueuedElement<IN>> elements();
}
