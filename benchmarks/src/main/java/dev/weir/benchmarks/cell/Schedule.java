package dev.weir.benchmarks.cell;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * When each record of a steady stream is due, whether or not anybody is there to take it: latency
 * is counted from then, so that a reader which comes late is late with every record that it missed.
 * A thread of its own tells those who wait, several thousand times a second. Thread-safe.
 */
public final class Schedule implements AutoCloseable {

  private static final long TICK_NANOS = 50_000;

  /** Time for all readers to be ready, before the first record is due. */
  private static final long FIRST_AFTER_NANOS = 200_000_000;

  private final double nanosPerRecord;
  private final Queue<CompletableFuture<Void>> waiting = new ConcurrentLinkedQueue<>();
  private final Thread ticker = new Thread(this::tick, "benchmark-schedule");
  private volatile boolean open = true;
  private volatile long firstNanos;

  /** A stream that has not begun. */
  Schedule(long perSecond) {
    nanosPerRecord = 1e9 / perSecond;
    ticker.setDaemon(true);
  }

  /** Begins the stream soon, at the first call of all readers. */
  public synchronized void begin() {
    if (firstNanos == 0) {
      firstNanos = System.nanoTime() + FIRST_AFTER_NANOS;
      ticker.start();
    }
  }

  /** When a record is due, as {@link System#nanoTime}. */
  public long dueNanos(long offset) {
    return firstNanos + (long) (offset * nanosPerRecord);
  }

  /** How many records are due by now. */
  public long due() {
    return Math.max(0, (long) ((System.nanoTime() - firstNanos) / nanosPerRecord));
  }

  /** Completes at the next tick. */
  public CompletableFuture<Void> nextTick() {
    CompletableFuture<Void> next = new CompletableFuture<>();
    waiting.add(next);
    return next;
  }

  private void tick() {
    while (open) {
      LockSupport.parkNanos(TICK_NANOS);
      CompletableFuture<Void> next = waiting.poll();
      while (next != null) {
        next.complete(null);
        next = waiting.poll();
      }
    }
  }

  @Override
  public void close() {
    open = false;
  }
}
