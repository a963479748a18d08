package dev.weir.protocol.job;

import static java.util.Objects.requireNonNull;

import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * Restarts after a delay that grows from failure to failure and starts small again when the job has
 * run well for long enough.
 *
 * @param failures how many in a row
 * @param delayMillis the last delay, before jitter; 0 if there was none
 * @param restartedAt when the last restart was due
 */
public record ExponentialDelay(
    Settings settings, int failures, double delayMillis, long restartedAt)
    implements RestartPolicy {

  /**
   * The shape of the delays.
   *
   * @param multiplier from one delay to the next
   * @param jitter the part of a delay by which it is made longer or shorter at random
   * @param resetAfterMillis after so long without a failure the first delay is used again
   * @param attempts how many failures in a row are put up with
   */
  public record Settings(
      long initialMillis,
      long maxMillis,
      double multiplier,
      double jitter,
      long resetAfterMillis,
      int attempts) {

    public static final Settings DEFAULTS =
        new Settings(1_000, 60_000, 1.5, 0.1, 3_600_000, Integer.MAX_VALUE);

    public Settings {
      if (initialMillis < 1 || maxMillis < initialMillis) {
        throw new IllegalArgumentException(
            "exponential-delay restart waits %d to %d ms, expected 1 <= initial <= maximum"
                .formatted(initialMillis, maxMillis));
      }
      if (!(multiplier >= 1) || !(jitter >= 0 && jitter <= 1)) {
        throw new IllegalArgumentException(
            "exponential-delay restart has multiplier %s and jitter %s, expected >= 1 and 0 to 1"
                .formatted(multiplier, jitter));
      }
      if (resetAfterMillis < 1 || attempts < 0) {
        throw new IllegalArgumentException(
            "exponential-delay restart resets after %d ms and allows %d attempts, expected %s"
                .formatted(resetAfterMillis, attempts, "at least 1 and 0"));
      }
    }
  }

  public ExponentialDelay {
    requireNonNull(settings, "settings is null");
  }

  public static ExponentialDelay of(Settings settings) {
    return new ExponentialDelay(settings, 0, 0, 0);
  }

  @Override
  public Decision onFailure(long now, RandomGenerator random) {
    boolean fresh = failures == 0 || now - restartedAt >= settings.resetAfterMillis();
    int inARow = fresh ? 1 : failures + 1;
    double delay =
        fresh
            ? settings.initialMillis()
            : Math.min(delayMillis * settings.multiplier(), settings.maxMillis());
    long wait = withJitter(delay, random);
    return new Decision(
        new ExponentialDelay(settings, inARow, delay, now + wait),
        inARow > settings.attempts() ? OptionalLong.empty() : OptionalLong.of(wait));
  }

  private long withJitter(double delay, RandomGenerator random) {
    double factor = 1 + settings.jitter() * (2 * random.nextDouble() - 1);
    return Math.min(Math.round(delay * factor), settings.maxMillis());
  }

  @Override
  public String describe() {
    return "exponential delay, %d failures in a row".formatted(failures);
  }
}
