package dev.weir.api.functions;

import java.io.Serializable;

/** Whether and when asynchronous work is tried again. */
public interface AsyncRetryStrategy<OUT> extends Serializable {

  /**
   * Whether there may be another try.
   *
   * @param currentAttempts the tries so far, at least 1
   */
  boolean canRetry(int currentAttempts);

  /**
   * How long to wait before the next try, in milliseconds.
   *
   * @param currentAttempts the tries so far, at least 1
   */
  long getBackoffTimeMillis(int currentAttempts);

  /** What outcomes are worth another try. */
  AsyncRetryPredicate<OUT> getRetryPredicate();
}
