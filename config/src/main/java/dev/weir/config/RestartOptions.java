package dev.weir.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * Section {@code restart}; what each option means stands in {@code reference.yaml}.
 *
 * @param strategy the one that applies; the options of the others have no effect
 */
public record RestartOptions(
    RestartStrategy strategy,
    FixedDelay fixedDelay,
    FailureRate failureRate,
    ExponentialDelay exponentialDelay) {

  public RestartOptions {
    requireNonNull(strategy, "strategy is null");
    requireNonNull(fixedDelay, "fixedDelay is null");
    requireNonNull(failureRate, "failureRate is null");
    requireNonNull(exponentialDelay, "exponentialDelay is null");
  }

  /**
   * @param attempts restarts; may be 0
   */
  public record FixedDelay(int attempts, Duration delay) {

    public FixedDelay {
      Require.atLeast("restart.fixed-delay.attempts", attempts, 0);
      Require.atLeast("restart.fixed-delay.delay", delay, Duration.ZERO);
    }

    private static FixedDelay of(Section section) {
      return new FixedDelay(section.integer("attempts"), section.duration("delay"));
    }
  }

  /**
   * @param maxFailuresPerInterval at least 1
   * @param interval longer than 0
   */
  public record FailureRate(int maxFailuresPerInterval, Duration interval, Duration delay) {

    public FailureRate {
      Require.atLeast("restart.failure-rate.max-failures-per-interval", maxFailuresPerInterval, 1);
      Require.atLeast("restart.failure-rate.interval", interval, Duration.ofMillis(1));
      Require.atLeast("restart.failure-rate.delay", delay, Duration.ZERO);
    }

    private static FailureRate of(Section section) {
      return new FailureRate(
          section.integer("max-failures-per-interval"),
          section.duration("interval"),
          section.duration("delay"));
    }
  }

  /**
   * @param initialBackoff longer than 0
   * @param maxBackoff not shorter than the first
   * @param backoffMultiplier at least 1
   * @param jitterFactor from 0 to 1
   * @param attempts restarts without an attempt that ran for the threshold; empty: no limit
   */
  public record ExponentialDelay(
      Duration initialBackoff,
      Duration maxBackoff,
      double backoffMultiplier,
      double jitterFactor,
      Duration resetBackoffThreshold,
      OptionalInt attempts) {

    private static final String PREFIX = "restart.exponential-delay.";

    public ExponentialDelay {
      requireNonNull(attempts, "attempts is null");
      Require.atLeast(PREFIX + "initial-backoff", initialBackoff, Duration.ofMillis(1));
      Require.atLeast(PREFIX + "max-backoff", maxBackoff, initialBackoff);
      Require.that(
          backoffMultiplier >= 1 && Double.isFinite(backoffMultiplier),
          PREFIX + "backoff-multiplier",
          backoffMultiplier,
          "a number of at least 1");
      Require.that(
          jitterFactor >= 0 && jitterFactor <= 1,
          PREFIX + "jitter-factor",
          jitterFactor,
          "a number from 0 to 1");
      Require.atLeast(
          PREFIX + "reset-backoff-threshold", resetBackoffThreshold, Duration.ofMillis(1));
      attempts.ifPresent(number -> Require.atLeast(PREFIX + "attempts", number, 0));
    }

    private static ExponentialDelay of(Section section) {
      return new ExponentialDelay(
          section.duration("initial-backoff"),
          section.duration("max-backoff"),
          section.number("backoff-multiplier"),
          section.number("jitter-factor"),
          section.duration("reset-backoff-threshold"),
          section.integerOr("attempts", "infinite"));
    }
  }

  /** Without checkpoints a restart would begin from nothing, so by default there is none. */
  static RestartOptions of(Section restart, CheckpointOptions checkpointing) {
    RestartStrategy automatic =
        checkpointing.isOn() ? RestartStrategy.EXPONENTIAL_DELAY : RestartStrategy.NONE;
    return new RestartOptions(
        restart.constantOrAuto("strategy", RestartStrategy.class).orElse(automatic),
        FixedDelay.of(restart.section("fixed-delay")),
        FailureRate.of(restart.section("failure-rate")),
        ExponentialDelay.of(restart.section("exponential-delay")));
  }
}
