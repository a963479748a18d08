package dev.weir.examples.wordcount;

import dev.weir.api.functions.OpenContext;
import dev.weir.api.functions.RichMapFunction;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Passes lines on, no faster than told. Waits a millisecond at least, and so lets bursts through.
 */
final class Pace extends RichMapFunction<String, String> {

  private static final long serialVersionUID = 1L;

  private static final long SHORTEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final double nanosPerLine;
  private transient double dueAfter;
  private transient long startedAt;

  Pace(double linesPerSecond) {
    this.nanosPerLine = TimeUnit.SECONDS.toNanos(1) / linesPerSecond;
  }

  @Override
  public void open(OpenContext openContext) {
    startedAt = System.nanoTime();
  }

  @Override
  public String map(String line) {
    dueAfter += nanosPerLine;
    if (nanosPerLine > 0) {
      waitUntilDue();
    }
    return line;
  }

  private void waitUntilDue() {
    long early = (long) dueAfter - (System.nanoTime() - startedAt);
    if (early > SHORTEST_WAIT_NANOS) {
      LockSupport.parkNanos(early);
    }
  }
}
