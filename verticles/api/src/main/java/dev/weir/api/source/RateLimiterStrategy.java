package dev.weir.api.source;

import java.io.Serializable;

/** Makes the rate limiter of each reader. */
@FunctionalInterface
public interface RateLimiterStrategy extends Serializable {

  /**
   * Makes the limiter of one reader.
   *
   * @param parallelism how many readers share the rate
   */
  RateLimiter createRateLimiter(int parallelism);

  /** At most so many records in a second, all readers together. */
  static RateLimiterStrategy perSecond(double recordsPerSecond) {
    if (!(recordsPerSecond > 0) || Double.isInfinite(recordsPerSecond)) {
      throw new IllegalArgumentException(
          "The records per second must be a number above 0, found " + recordsPerSecond);
    }
    return parallelism -> new PerSecond(recordsPerSecond / parallelism);
  }

  /**
   * So many records between two checkpoints, all readers together; each reader has an equal share,
   * rounded down.
   */
  static RateLimiterStrategy perCheckpoint(int recordsPerCheckpoint) {
    if (recordsPerCheckpoint < 1) {
      throw new IllegalArgumentException(
          "The records per checkpoint must be at least 1, found " + recordsPerCheckpoint);
    }
    return parallelism -> {
      if (recordsPerCheckpoint < parallelism) {
        throw new IllegalArgumentException(
            "The records per checkpoint must be at least the parallelism "
                + parallelism
                + ", found "
                + recordsPerCheckpoint);
      }
      return new PerCheckpoint(recordsPerCheckpoint / parallelism);
    };
  }

  /** No limit. */
  static RateLimiterStrategy noOp() {
    return parallelism -> new Unlimited();
  }
}
