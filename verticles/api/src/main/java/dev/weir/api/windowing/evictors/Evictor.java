package dev.weir.api.windowing.evictors;

import dev.weir.api.windowing.windows.Window;
import java.io.Serializable;

/**
 * Takes records out of a window that fires, before or after the function has seen them. What was
 * taken out is gone: a later firing does not see it. Records come in the order of their arrival.
 *
 * @param <T> the type of the records
 * @param <W> the type of the windows
 */
public interface Evictor<T, W extends Window> extends Serializable {

  /**
   * Called before the function.
   *
   * @param elements removes by its iterator
   * @param size how many there are
   */
  void evictBefore(
      Iterable<TimestampedValue<T>> elements, int size, W window, EvictorContext evictorContext);

  /** Called after the function, with what {@link #evictBefore} left. */
  void evictAfter(
      Iterable<TimestampedValue<T>> elements, int size, W window, EvictorContext evictorContext);

  /** What an evictor may ask. */
  interface EvictorContext {

    /** The clock, in milliseconds since the epoch. */
    long getCurrentProcessingTime();

    /** The watermark; {@code Long.MIN_VALUE} before the first. */
    long getCurrentWatermark();
  }
}
