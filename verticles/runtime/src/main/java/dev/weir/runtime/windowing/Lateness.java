package dev.weir.runtime.windowing;

import dev.weir.api.windowing.windows.Window;
import dev.weir.runtime.time.InternalTimerService;

/** What is late, and how long a window is kept. Nothing is late in processing time. */
final class Lateness {

  private final boolean eventTime;
  private final long allowed;
  private final InternalTimerService<?> time;

  /**
   * @param allowed in milliseconds
   */
  Lateness(boolean eventTime, long allowed, InternalTimerService<?> time) {
    this.eventTime = eventTime;
    this.allowed = allowed;
    this.time = time;
  }

  /** How long windows are kept after their end, in milliseconds. */
  long allowed() {
    return allowed;
  }

  /** When a window goes; {@code Long.MAX_VALUE}: never. */
  long cleanupTime(Window window) {
    return cleanupTime(window.maxTimestamp());
  }

  /** When a window with this last timestamp goes; {@code Long.MAX_VALUE}: never. */
  long cleanupTime(long maxTimestamp) {
    if (!eventTime) {
      return maxTimestamp;
    }
    long cleanup = maxTimestamp + allowed;
    return cleanup >= maxTimestamp ? cleanup : Long.MAX_VALUE;
  }

  boolean isWindowLate(Window window) {
    return isWindowLate(window.maxTimestamp());
  }

  boolean isWindowLate(long maxTimestamp) {
    return eventTime && cleanupTime(maxTimestamp) <= time.currentWatermark();
  }

  boolean isRecordLate(long timestamp) {
    return eventTime && timestamp + allowed <= time.currentWatermark();
  }
}
