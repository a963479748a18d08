package dev.weir.api.source;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/**
 * A bucket of permits that fills at a steady rate. It holds what comes in a tenth of a second (at
 * least one permit), so that a reader which was held up does not make up for it in one burst. When
 * it is empty, waiting takes at least a millisecond: high rates come in small bursts.
 */
final class PerSecond implements RateLimiter {

  private static final double NANOS = 1e9;
  private static final long SHORTEST_WAIT_NANOS = 1_000_000;

  private final double permitsPerNano;
  private final double capacity;
  private final LongSupplier nanoTime;
  private final LongFunction<CompletableFuture<Void>> afterNanos;
  private double permits = 1;
  private long filledAt;

  PerSecond(double permitsPerSecond) {
    this(permitsPerSecond, System::nanoTime, PerSecond::afterNanos);
  }

  PerSecond(
      double permitsPerSecond,
      LongSupplier nanoTime,
      LongFunction<CompletableFuture<Void>> afterNanos) {
    this.permitsPerNano = permitsPerSecond / NANOS;
    this.capacity = Math.max(1, permitsPerSecond / 10);
    this.nanoTime = nanoTime;
    this.afterNanos = afterNanos;
    this.filledAt = nanoTime.getAsLong();
  }

  private static CompletableFuture<Void> afterNanos(long nanos) {
    return CompletableFuture.runAsync(
        () -> {}, CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS, Runnable::run));
  }

  @Override
  public int acquire(int wanted) {
    fill();
    int taken = (int) Math.min(wanted, permits);
    permits -= taken;
    return taken;
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    fill();
    if (permits >= 1) {
      return CompletableFuture.completedFuture(null);
    }
    long untilNext = (long) Math.ceil((1 - permits) / permitsPerNano);
    return afterNanos.apply(Math.max(SHORTEST_WAIT_NANOS, untilNext));
  }

  private void fill() {
    long now = nanoTime.getAsLong();
    permits = Math.min(capacity, permits + (now - filledAt) * permitsPerNano);
    filledAt = now;
  }
}
