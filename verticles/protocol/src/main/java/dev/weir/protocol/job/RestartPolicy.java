package dev.weir.protocol.job;

import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * Whether and when a failed job starts again. A policy remembers failures, so each failure gives
 * the policy to use from then on. Names, semantics and defaults are those of Apache Flink.
 */
public sealed interface RestartPolicy permits NoRestart, FixedDelay, FailureRate, ExponentialDelay {

  /**
   * What follows from a failure.
   *
   * @param next the policy from now on
   * @param delayMillis how long to wait; empty: the job is not started again
   */
  record Decision(RestartPolicy next, OptionalLong delayMillis) {}

  Decision onFailure(long now, RandomGenerator random);

  /** In words, for the message of a job that is not started again. */
  String describe();

  static RestartPolicy none() {
    return new NoRestart();
  }

  static RestartPolicy fixedDelay(int attempts, long delayMillis) {
    return FixedDelay.of(attempts, delayMillis);
  }

  static RestartPolicy failureRate(int maxFailures, long intervalMillis, long delayMillis) {
    return FailureRate.of(maxFailures, intervalMillis, delayMillis);
  }

  /** The policy of a job with checkpoints that was given none. */
  static RestartPolicy exponentialDelay() {
    return ExponentialDelay.of(ExponentialDelay.Settings.DEFAULTS);
  }
}
