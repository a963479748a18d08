package dev.weir.benchmarks.timers;

import dev.weir.api.Collector;
import dev.weir.api.functions.KeyedProcessFunction;

/**
 * Registers a timer for each number, all of different times: within a minute of one that goes on by
 * a millisecond with each number. Emits the times of those that fire.
 */
final class RegisterTimer extends KeyedProcessFunction<Long, Long, Long> {

  private static final long serialVersionUID = 1L;

  /** A power of two, and the step is odd: no two numbers have the same place in a minute. */
  private static final long SPREAD_MILLIS = 1 << 16;

  private static final long STEP = 40_503;

  private final String tally;
  private long registered;
  private long fired;
  private long firstRegistered;
  private long firstFired;
  private long lastFired;

  RegisterTimer(String tally) {
    this.tally = tally;
  }

  @Override
  public void processElement(Long number, Context ctx, Collector<Long> out) {
    if (registered++ == 0) {
      firstRegistered = System.nanoTime();
    }
    long minute = number / SPREAD_MILLIS * SPREAD_MILLIS;
    ctx.timerService().registerEventTimeTimer(minute + number * STEP % SPREAD_MILLIS);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext ctx, Collector<Long> out) {
    if (fired++ == 0) {
      firstFired = System.nanoTime();
    }
    if (timestamp < lastFired) {
      throw new IllegalStateException("timer " + timestamp + " fires after " + lastFired);
    }
    lastFired = timestamp;
    out.collect(timestamp);
  }

  @Override
  public void close() {
    if (fired > 0) {
      TimerTally.find(tally)
          .add(registered, firstFired - firstRegistered, fired, System.nanoTime() - firstFired);
    }
  }
}
