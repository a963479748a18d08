package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RestartOptionsTest {

  private static final String EXPONENTIAL = "restart.exponential-delay.";

  @Test
  void defaults_are_those_of_the_reference() {
    assertThat(Given.options(Map.of()).restart())
        .isEqualTo(
            new RestartOptions(
                RestartStrategy.NONE,
                new RestartOptions.FixedDelay(1, Duration.ofSeconds(1)),
                new RestartOptions.FailureRate(1, Duration.ofMinutes(1), Duration.ofSeconds(1)),
                new RestartOptions.ExponentialDelay(
                    Duration.ofSeconds(1),
                    Duration.ofMinutes(1),
                    1.5,
                    0.1,
                    Duration.ofHours(1),
                    OptionalInt.empty())));
  }

  @Test
  void the_default_strategy_depends_on_checkpointing() {
    assertThat(Given.options(Map.of("checkpointing.interval", "1s")).restart().strategy())
        .isEqualTo(RestartStrategy.EXPONENTIAL_DELAY);
    assertThat(
            Given.options(Map.of("checkpointing.interval", "1s", "restart.strategy", "none"))
                .restart()
                .strategy())
        .isEqualTo(RestartStrategy.NONE);
  }

  @Test
  void every_key_maps() {
    Map<String, String> given = new HashMap<>();
    given.put("restart.strategy", "failure-rate");
    given.put("restart.fixed-delay.attempts", "7");
    given.put("restart.fixed-delay.delay", "2s");
    given.put("restart.failure-rate.max-failures-per-interval", "5");
    given.put("restart.failure-rate.interval", "10 min");
    given.put("restart.failure-rate.delay", "3s");
    given.put(EXPONENTIAL + "initial-backoff", "100ms");
    given.put(EXPONENTIAL + "max-backoff", "20s");
    given.put(EXPONENTIAL + "backoff-multiplier", "2");
    given.put(EXPONENTIAL + "jitter-factor", "0.5");
    given.put(EXPONENTIAL + "reset-backoff-threshold", "2h");
    given.put(EXPONENTIAL + "attempts", "9");

    assertThat(Given.options(given).restart())
        .isEqualTo(
            new RestartOptions(
                RestartStrategy.FAILURE_RATE,
                new RestartOptions.FixedDelay(7, Duration.ofSeconds(2)),
                new RestartOptions.FailureRate(5, Duration.ofMinutes(10), Duration.ofSeconds(3)),
                new RestartOptions.ExponentialDelay(
                    Duration.ofMillis(100),
                    Duration.ofSeconds(20),
                    2,
                    0.5,
                    Duration.ofHours(2),
                    OptionalInt.of(9))));
  }

  @Test
  void bad_values_say_why() {
    assertThat(Given.complaintAbout("restart.strategy", "always"))
        .isEqualTo(
            "restart.strategy is \"always\" (command line), expected auto, none, fixed-delay,"
                + " failure-rate, exponential-delay");
    assertThat(Given.complaintAbout("restart.fixed-delay.attempts", "-1")).endsWith("at least 0");
    assertThat(Given.complaintAbout("restart.fixed-delay.delay", "soon")).contains("a duration");
    assertThat(Given.complaintAbout("restart.failure-rate.max-failures-per-interval", "0"))
        .endsWith("at least 1");
    assertThat(Given.complaintAbout("restart.failure-rate.interval", "0")).endsWith("least 1ms");
    assertThat(Given.complaintAbout("restart.failure-rate.delay", "1")).contains("a duration");
    assertThat(Given.complaintAbout(EXPONENTIAL + "initial-backoff", "0")).endsWith("least 1ms");
    assertThat(Given.complaintAbout(EXPONENTIAL + "max-backoff", "999ms")).endsWith("least 1s");
    assertThat(Given.complaintAbout(EXPONENTIAL + "backoff-multiplier", "0.9"))
        .endsWith("a number of at least 1");
    assertThat(Given.complaintAbout(EXPONENTIAL + "backoff-multiplier", "double"))
        .endsWith("a number");
    assertThat(Given.complaintAbout(EXPONENTIAL + "jitter-factor", "NaN")).endsWith("from 0 to 1");
    assertThat(Given.complaintAbout(EXPONENTIAL + "reset-backoff-threshold", "0s"))
        .endsWith("at least 1ms");
    assertThat(Given.complaintAbout(EXPONENTIAL + "attempts", "many"))
        .endsWith("a whole number or infinite");
  }
}
