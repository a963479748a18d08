package dev.weir.protocol.job;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * Restarts as long as there are not too many failures in a stretch of time.
 *
 * @param maxFailures how many restarts there may be within the interval
 * @param failures times of the last failures, oldest first; at most {@code maxFailures}
 */
public record FailureRate(
    int maxFailures, long intervalMillis, long delayMillis, List<Long> failures)
    implements RestartPolicy {

  public FailureRate {
    if (maxFailures < 1 || intervalMillis < 1 || delayMillis < 0) {
      throw new IllegalArgumentException(
          ("failure-rate restart allows %d failures in %d ms with a delay of %d ms, "
                  + "expected at least 1, 1 and 0")
              .formatted(maxFailures, intervalMillis, delayMillis));
    }
    failures = List.copyOf(failures);
  }

  static FailureRate of(int maxFailures, long intervalMillis, long delayMillis) {
    return new FailureRate(maxFailures, intervalMillis, delayMillis, List.of());
  }

  @Override
  public Decision onFailure(long now, RandomGenerator random) {
    boolean tooMany = failures.size() == maxFailures && now - failures.get(0) <= intervalMillis;
    List<Long> recent = new ArrayList<>(failures);
    if (recent.size() == maxFailures) {
      recent.remove(0);
    }
    recent.add(now);
    return new Decision(
        new FailureRate(maxFailures, intervalMillis, delayMillis, recent),
        tooMany ? OptionalLong.empty() : OptionalLong.of(delayMillis));
  }

  @Override
  public String describe() {
    return "failure rate, at most %d in %d ms".formatted(maxFailures, intervalMillis);
  }
}
