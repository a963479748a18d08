package dev.weir.api.source;

import java.util.concurrent.CompletableFuture;

/** Allows a number of records, then none until the next checkpoint is complete. */
final class PerCheckpoint implements RateLimiter {

  private final int capacity;
  private int left;
  private CompletableFuture<Void> available = new CompletableFuture<>();

  PerCheckpoint(int capacity) {
    this.capacity = capacity;
    this.left = capacity;
  }

  @Override
  public int acquire(int wanted) {
    int taken = Math.min(wanted, left);
    left -= taken;
    return taken;
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return left > 0 ? CompletableFuture.completedFuture(null) : available;
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) {
    left = capacity;
    CompletableFuture<Void> waiting = available;
    available = new CompletableFuture<>();
    waiting.complete(null);
  }
}
