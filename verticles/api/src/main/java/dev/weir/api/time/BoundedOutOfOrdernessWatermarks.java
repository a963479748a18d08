package dev.weir.api.time;

import java.time.Duration;

/**
 * Watermarks for streams in which a record is late by a known time at most: the highest timestamp
 * seen, less that time, less one millisecond (since more records may have the same timestamp).
 */
public class BoundedOutOfOrdernessWatermarks<T> implements WatermarkGenerator<T> {

  private final long outOfOrdernessMillis;
  private long maxTimestamp;

  /**
   * A generator.
   *
   * @throws IllegalArgumentException if the duration is negative
   */
  public BoundedOutOfOrdernessWatermarks(Duration maxOutOfOrderness) {
    if (maxOutOfOrderness.isNegative()) {
      throw new IllegalArgumentException(
          "The bound of disorder must not be negative, found " + maxOutOfOrderness);
    }
    outOfOrdernessMillis = maxOutOfOrderness.toMillis();
    maxTimestamp = Long.MIN_VALUE + outOfOrdernessMillis + 1; // so that nothing overflows
  }

  @Override
  public void onEvent(T event, long eventTimestamp, WatermarkOutput output) {
    maxTimestamp = Math.max(maxTimestamp, eventTimestamp);
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    output.emitWatermark(new Watermark(maxTimestamp - outOfOrdernessMillis - 1));
  }
}
