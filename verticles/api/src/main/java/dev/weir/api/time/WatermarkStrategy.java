package dev.weir.api.time;

import java.io.Serializable;

/**
 * How the watermarks of a source are made. A source without watermarks keeps the timestamps that it
 * gives to its records.
 *
 * @param <T> the type of the records
 */
public final class WatermarkStrategy<T> implements Serializable {

  private static final long serialVersionUID = 1L;

  private WatermarkStrategy() {}

  /** Makes no watermarks: event time does not advance before the input ends. */
  public static <T> WatermarkStrategy<T> noWatermarks() {
    return new WatermarkStrategy<>();
  }
}
