package dev.weir.runtime.time;

import dev.weir.api.time.RelativeClock;

/**
 * A clock for idleness, which goes on only with the periodic calls to generators and only while the
 * input could come: neither while a source is held back, nor while the outputs are full, when there
 * are no periodic calls.
 */
public final class ActivityClock implements RelativeClock {

  private final long longestStepMillis;
  private long last;
  private long elapsed;

  /**
   * @param periodMillis time between two periodic calls
   */
  public ActivityClock(long periodMillis, long now) {
    this.longestStepMillis = 2 * periodMillis;
    this.last = now;
  }

  /**
   * A periodic call.
   *
   * @param now milliseconds since the epoch
   * @param running whether the input could come since the last call
   */
  public void tick(long now, boolean running) {
    if (running) {
      elapsed += Math.max(0, Math.min(now - last, longestStepMillis));
    }
    last = now;
  }

  @Override
  public long relativeTimeMillis() {
    return elapsed;
  }

  @Override
  public long relativeTimeNanos() {
    return elapsed * 1_000_000;
  }
}
