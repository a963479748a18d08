package dev.weir.api.source;

import java.util.concurrent.CompletableFuture;

/**
 * Says how many records a reader may emit. Belongs to one reader and is called on its thread; never
 * blocks.
 */
public interface RateLimiter {

  /**
   * Takes permits that are there now.
   *
   * @param wanted at least 1
   * @return from 0 to {@code wanted}; 0: wait for {@link #isAvailable()}
   */
  int acquire(int wanted);

  /** Completes, on any thread, when {@link #acquire} may give a permit again. */
  CompletableFuture<Void> isAvailable();

  /** A checkpoint was made durable. */
  default void notifyCheckpointComplete(long checkpointId) {}
}
