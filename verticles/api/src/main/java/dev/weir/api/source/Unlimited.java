package dev.weir.api.source;

import java.util.concurrent.CompletableFuture;

/** Allows everything. */
final class Unlimited implements RateLimiter {

  @Override
  public int acquire(int wanted) {
    return wanted;
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return CompletableFuture.completedFuture(null);
  }
}
