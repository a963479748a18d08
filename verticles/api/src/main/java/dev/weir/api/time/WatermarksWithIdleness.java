package dev.weir.api.time;

import java.time.Duration;

/**
 * Marks the output idle when no record has come for some time. Time is measured from the first
 * periodic call that saw no record since the one before. The next watermark ends idleness.
 */
public class WatermarksWithIdleness<T> implements WatermarkGenerator<T> {

  private final WatermarkGenerator<T> watermarks;
  private final RelativeClock clock;
  private final long timeoutNanos;
  private boolean active;
  private boolean waiting;
  private boolean idle;
  private long waitingSince;

  /**
   * A generator around another.
   *
   * @param idleTimeout longer than 0
   */
  public WatermarksWithIdleness(
      WatermarkGenerator<T> watermarks, Duration idleTimeout, RelativeClock clock) {
    checkTimeout(idleTimeout);
    this.watermarks = watermarks;
    this.clock = clock;
    this.timeoutNanos = idleTimeout.toNanos();
  }

  static void checkTimeout(Duration idleTimeout) {
    if (idleTimeout.isZero() || idleTimeout.isNegative()) {
      throw new IllegalArgumentException(
          "The time after which a stream is idle must be longer than 0, found " + idleTimeout);
    }
  }

  @Override
  public void onEvent(T event, long eventTimestamp, WatermarkOutput output) {
    watermarks.onEvent(event, eventTimestamp, output);
    active = true;
    idle = false;
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    if (!timedOut()) {
      watermarks.onPeriodicEmit(output);
    } else if (!idle) {
      idle = true;
      output.markIdle();
    }
  }

  private boolean timedOut() {
    if (active) {
      active = false;
      waiting = false;
      return false;
    }
    if (!waiting) {
      waiting = true;
      waitingSince = clock.relativeTimeNanos();
      return false;
    }
    return clock.relativeTimeNanos() - waitingSince > timeoutNanos;
  }
}
