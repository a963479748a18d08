package dev.weir.benchmarks.cell;

import org.HdrHistogram.Histogram;

/**
 * How long after they were due the results of one sink came. Those of the first part of the stream
 * are left out, as long as everything is still being compiled.
 */
public final class Delays {

  private static final int DIGITS = 3;

  private final Histogram nanos = new Histogram(DIGITS);
  private final long warmUntilNanos;

  Delays(long warmUntilNanos) {
    this.warmUntilNanos = warmUntilNanos;
  }

  /** A result of a record that was due at a time of {@link System#nanoTime} is there now. */
  public void came(long dueNanos) {
    if (dueNanos >= warmUntilNanos) {
      nanos.recordValue(Math.max(0, System.nanoTime() - dueNanos));
    }
  }

  Histogram nanos() {
    return nanos;
  }
}
