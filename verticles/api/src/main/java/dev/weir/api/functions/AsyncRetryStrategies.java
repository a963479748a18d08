package dev.weir.api.functions;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The retry strategies of asynchronous functions. */
public final class AsyncRetryStrategies {

  /** Never tries again. */
  public static final AsyncRetryStrategy<?> NO_RETRY_STRATEGY =
      new FixedDelayRetryStrategy<>(0, 0, new Outcomes<>(null, null));

  private AsyncRetryStrategies() {}

  /** Never tries again. */
  @SuppressWarnings("unchecked") // no result is ever looked at
  public static <OUT> AsyncRetryStrategy<OUT> noRetry() {
    return (AsyncRetryStrategy<OUT>) NO_RETRY_STRATEGY;
  }

  private static void check(int maxAttempts, String what, long backoffMillis) {
    if (maxAttempts < 1) {
      throw new IllegalArgumentException(
          "The number of retries must be at least 1, found " + maxAttempts);
    }
    if (backoffMillis < 1) {
      throw new IllegalArgumentException(
          "The %s must be at least 1 ms, found %d ms".formatted(what, backoffMillis));
    }
  }

  /** The outcomes that two predicates hold for. */
  private record Outcomes<OUT>(
      @Nullable Predicate<? super Collection<OUT>> results,
      @Nullable Predicate<? super Throwable> failures)
      implements AsyncRetryPredicate<OUT> {

    @Override
    public Optional<Predicate<Collection<OUT>>> resultPredicate() {
      Predicate<? super Collection<OUT>> wanted = results;
      return wanted == null ? Optional.empty() : Optional.of(wanted::test);
    }

    @Override
    public Optional<Predicate<Throwable>> exceptionPredicate() {
      Predicate<? super Throwable> wanted = failures;
      return wanted == null ? Optional.empty() : Optional.of(wanted::test);
    }
  }

  /** Waits equally long before each retry. */
  public static final class FixedDelayRetryStrategy<OUT> implements AsyncRetryStrategy<OUT> {

    private static final long serialVersionUID = 1L;

    private final int maxAttempts;
    private final long backoffTimeMillis;
    private final AsyncRetryPredicate<OUT> predicate;

    private FixedDelayRetryStrategy(
        int maxAttempts, long backoffTimeMillis, AsyncRetryPredicate<OUT> predicate) {
      this.maxAttempts = maxAttempts;
      this.backoffTimeMillis = backoffTimeMillis;
      this.predicate = predicate;
    }

    @Override
    public boolean canRetry(int currentAttempts) {
      return currentAttempts <= maxAttempts;
    }

    @Override
    public long getBackoffTimeMillis(int currentAttempts) {
      return backoffTimeMillis;
    }

    @Override
    public AsyncRetryPredicate<OUT> getRetryPredicate() {
      return predicate;
    }
  }

  /** Waits longer before each retry than before the last. */
  public static final class ExponentialBackoffDelayRetryStrategy<OUT>
      implements AsyncRetryStrategy<OUT> {

    private static final long serialVersionUID = 1L;

    private final int maxAttempts;
    private final long initialDelay;
    private final long maxRetryDelay;
    private final double multiplier;
    private final AsyncRetryPredicate<OUT> predicate;

    private ExponentialBackoffDelayRetryStrategy(
        int maxAttempts,
        long initialDelay,
        long maxRetryDelay,
        double multiplier,
        AsyncRetryPredicate<OUT> predicate) {
      this.maxAttempts = maxAttempts;
      this.initialDelay = initialDelay;
      this.maxRetryDelay = maxRetryDelay;
      this.multiplier = multiplier;
      this.predicate = predicate;
    }

    @Override
    public boolean canRetry(int currentAttempts) {
      return currentAttempts <= maxAttempts;
    }

    @Override
    public long getBackoffTimeMillis(int currentAttempts) {
      double delay = initialDelay * Math.pow(multiplier, currentAttempts - 1.0);
      return (long) Math.min(delay, maxRetryDelay);
    }

    @Override
    public AsyncRetryPredicate<OUT> getRetryPredicate() {
      return predicate;
    }
  }

  /**
   * Builds a {@link FixedDelayRetryStrategy}. Without {@code ifResult} and {@code ifException}
   * nothing is tried again.
   */
  public static final class FixedDelayRetryStrategyBuilder<OUT> {

    private final int maxAttempts;
    private final long backoffTimeMillis;
    private @Nullable Predicate<? super Collection<OUT>> results;
    private @Nullable Predicate<? super Throwable> failures;

    /**
     * Retries at most {@code maxAttempts} times.
     *
     * @param maxAttempts retries after the first try, at least 1
     * @param backoffTimeMillis the wait before each, in milliseconds
     */
    public FixedDelayRetryStrategyBuilder(int maxAttempts, long backoffTimeMillis) {
      check(maxAttempts, "delay of a retry", backoffTimeMillis);
      this.maxAttempts = maxAttempts;
      this.backoffTimeMillis = backoffTimeMillis;
    }

    /** The results after which to retry. */
    public FixedDelayRetryStrategyBuilder<OUT> ifResult(
        Predicate<? super Collection<OUT>> resultRetryPredicate) {
      results = resultRetryPredicate;
      return this;
    }

    /** The failures after which to retry. */
    public FixedDelayRetryStrategyBuilder<OUT> ifException(
        Predicate<? super Throwable> exceptionRetryPredicate) {
      failures = exceptionRetryPredicate;
      return this;
    }

    /** The strategy. */
    public FixedDelayRetryStrategy<OUT> build() {
      return new FixedDelayRetryStrategy<>(
          maxAttempts, backoffTimeMillis, new Outcomes<>(results, failures));
    }
  }

  /**
   * Builds an {@link ExponentialBackoffDelayRetryStrategy}. Without {@code ifResult} and {@code
   * ifException} nothing is tried again.
   */
  public static final class ExponentialBackoffDelayRetryStrategyBuilder<OUT> {

    private final int maxAttempts;
    private final long initialDelay;
    private final long maxRetryDelay;
    private final double multiplier;
    private @Nullable Predicate<? super Collection<OUT>> results;
    private @Nullable Predicate<? super Throwable> failures;

    /**
     * Retries at most {@code maxAttempts} times.
     *
     * @param maxAttempts retries after the first try, at least 1
     * @param initialDelay the wait before the first, in milliseconds
     * @param maxRetryDelay the longest wait, in milliseconds
     * @param multiplier how many times longer each wait is than the one before, at least 1
     */
    public ExponentialBackoffDelayRetryStrategyBuilder(
        int maxAttempts, long initialDelay, long maxRetryDelay, double multiplier) {
      check(maxAttempts, "first delay of a retry", initialDelay);
      if (maxRetryDelay < initialDelay) {
        throw new IllegalArgumentException(
            "The longest delay of a retry must be at least the first, %d ms, found %d ms"
                .formatted(initialDelay, maxRetryDelay));
      }
      if (!(multiplier >= 1)) {
        throw new IllegalArgumentException(
            "The multiplier of delays must be at least 1, found " + multiplier);
      }
      this.maxAttempts = maxAttempts;
      this.initialDelay = initialDelay;
      this.maxRetryDelay = maxRetryDelay;
      this.multiplier = multiplier;
    }

    /** The results after which to retry. */
    public ExponentialBackoffDelayRetryStrategyBuilder<OUT> ifResult(
        Predicate<? super Collection<OUT>> resultRetryPredicate) {
      results = resultRetryPredicate;
      return this;
    }

    /** The failures after which to retry. */
    public ExponentialBackoffDelayRetryStrategyBuilder<OUT> ifException(
        Predicate<? super Throwable> exceptionRetryPredicate) {
      failures = exceptionRetryPredicate;
      return this;
    }

    /** The strategy. */
    public ExponentialBackoffDelayRetryStrategy<OUT> build() {
      return new ExponentialBackoffDelayRetryStrategy<>(
          maxAttempts, initialDelay, maxRetryDelay, multiplier, new Outcomes<>(results, failures));
    }
  }
}
