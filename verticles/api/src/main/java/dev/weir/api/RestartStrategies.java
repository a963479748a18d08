package dev.weir.api;

import dev.weir.config.Configuration;
import dev.weir.config.RestartStrategy;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** What follows the failure of an attempt. */
public final class RestartStrategies {

  private RestartStrategies() {}

  /** A strategy with its parameters, for {@code env.setRestartStrategy}. */
  public static final class RestartStrategyConfiguration {

    private final UnaryOperator<Configuration> change;

    RestartStrategyConfiguration(UnaryOperator<Configuration> change) {
      this.change = change;
    }

    Configuration applyTo(Configuration configuration) {
      return change.apply(configuration);
    }
  }

  /** The job fails with the first failure. */
  public static RestartStrategyConfiguration noRestart() {
    return new RestartStrategyConfiguration(
        options -> options.with("restart.strategy", RestartStrategy.NONE));
  }

  /** What configuration file, environment and command line say. */
  public static RestartStrategyConfiguration fallBackRestart() {
    return new RestartStrategyConfiguration(UnaryOperator.identity());
  }

  /**
   * A number of restarts, each after the same wait.
   *
   * @param delayBetweenAttempts in milliseconds
   */
  public static RestartStrategyConfiguration fixedDelayRestart(
      int restartAttempts, long delayBetweenAttempts) {
    return fixedDelayRestart(restartAttempts, Duration.ofMillis(delayBetweenAttempts));
  }

  /** A number of restarts, each after the same wait. */
  public static RestartStrategyConfiguration fixedDelayRestart(
      int restartAttempts, Duration delayInterval) {
    return new RestartStrategyConfiguration(
        options ->
            options
                .with("restart.strategy", RestartStrategy.FIXED_DELAY)
                .with("restart.fixed-delay.attempts", restartAttempts)
                .with("restart.fixed-delay.delay", delayInterval));
  }

  /** Restarts, until more than {@code failureRate} failures fall into one interval. */
  public static RestartStrategyConfiguration failureRateRestart(
      int failureRate, Duration failureInterval, Duration delayInterval) {
    return new RestartStrategyConfiguration(
        options ->
            options
                .with("restart.strategy", RestartStrategy.FAILURE_RATE)
                .with("restart.failure-rate.max-failures-per-interval", failureRate)
                .with("restart.failure-rate.interval", failureInterval)
                .with("restart.failure-rate.delay", delayInterval));
  }

  /**
   * Restarts without end after waits that grow.
   *
   * @param initialBackoff the first wait
   * @param maxBackoff the longest wait
   * @param backoffMultiplier how much longer each wait is than the one before
   * @param resetBackoffThreshold an attempt that runs this long starts the waits over
   * @param jitterFactor the part of the wait that chance adds or takes away, from 0 to 1
   */
  public static RestartStrategyConfiguration exponentialDelayRestart(
      Duration initialBackoff,
      Duration maxBackoff,
      double backoffMultiplier,
      Duration resetBackoffThreshold,
      double jitterFactor) {
    return new RestartStrategyConfiguration(
        options ->
            options
                .with("restart.strategy", RestartStrategy.EXPONENTIAL_DELAY)
                .with("restart.exponential-delay.initial-backoff", initialBackoff)
                .with("restart.exponential-delay.max-backoff", maxBackoff)
                .with("restart.exponential-delay.backoff-multiplier", backoffMultiplier)
                .with("restart.exponential-delay.reset-backoff-threshold", resetBackoffThreshold)
                .with("restart.exponential-delay.jitter-factor", jitterFactor));
  }
}
