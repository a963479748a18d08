package dev.weir.runtime.metrics;

import java.util.function.LongSupplier;

/** How much a growing time grew per second between the last two updates. */
final class TimePerSecond {

  private final LongSupplier nanos;
  private long before;
  private long beforeAt;
  private volatile double millisPerSecond;

  /**
   * @param nanos the time that grows
   * @param now in nanoseconds
   */
  TimePerSecond(LongSupplier nanos, long now) {
    this.nanos = nanos;
    this.before = nanos.getAsLong();
    this.beforeAt = now;
  }

  /** To be called by one thread. */
  void update(long now) {
    long grown = nanos.getAsLong();
    if (now > beforeAt) {
      millisPerSecond = (grown - before) * 1e3 / (now - beforeAt);
      before = grown;
      beforeAt = now;
    }
  }

  double get() {
    return millisPerSecond;
  }
}
