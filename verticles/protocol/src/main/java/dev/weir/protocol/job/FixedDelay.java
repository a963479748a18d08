package dev.weir.protocol.job;

import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * A number of restarts in all, each after the same delay.
 *
 * @param attempts how many restarts there may be
 * @param used how many there have been
 */
public record FixedDelay(int attempts, long delayMillis, int used) implements RestartPolicy {

  public FixedDelay {
    if (attempts < 0 || delayMillis < 0) {
      throw new IllegalArgumentException(
          "fixed-delay restart has %d attempts and a delay of %d ms, expected neither below 0"
              .formatted(attempts, delayMillis));
    }
  }

  static FixedDelay of(int attempts, long delayMillis) {
    return new FixedDelay(attempts, delayMillis, 0);
  }

  @Override
  public Decision onFailure(long now, RandomGenerator random) {
    return used >= attempts
        ? new Decision(this, OptionalLong.empty())
        : new Decision(
            new FixedDelay(attempts, delayMillis, used + 1), OptionalLong.of(delayMillis));
  }

  @Override
  public String describe() {
    return "fixed delay, %d of %d restarts used".formatted(used, attempts);
  }
}
