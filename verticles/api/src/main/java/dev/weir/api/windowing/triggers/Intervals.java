package dev.weir.api.windowing.triggers;

import java.time.Duration;

/** The even pieces that continuous triggers divide time into. */
final class Intervals {

  private Intervals() {}

  static long checked(Duration interval) {
    long millis = interval.toMillis();
    if (millis < 1) {
      throw new IllegalArgumentException(
          "A trigger needs an interval of at least 1 ms, found " + interval);
    }
    return millis;
  }

  /** The start of the interval that a time lies in, also before the epoch. */
  static long startOf(long time, long interval) {
    return time - Math.floorMod(time, interval);
  }
}
