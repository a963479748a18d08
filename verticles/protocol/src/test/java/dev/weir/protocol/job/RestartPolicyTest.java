package dev.weir.protocol.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.protocol.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {

  private static List<OptionalLong> delays(RestartPolicy first, long... failuresAt) {
    List<OptionalLong> delays = new ArrayList<>();
    RestartPolicy policy = first;
    for (long at : failuresAt) {
      RestartPolicy.Decision decision = policy.onFailure(at, new Random(1));
      policy = decision.next();
      delays.add(decision.delayMillis());
    }
    return delays;
  }

  private static ExponentialDelay exponential(double jitter, int attempts) {
    return ExponentialDelay.of(
        new ExponentialDelay.Settings(1_000, 3_000, 2, jitter, 60_000, attempts));
  }

  @Test
  void no_restart_never_restarts() {
    assertThat(delays(RestartPolicy.none(), 0)).containsExactly(OptionalLong.empty());
  }

  @Test
  void fixed_delay_restarts_as_often_as_allowed() {
    assertThat(delays(RestartPolicy.fixedDelay(2, 50), 0, 1_000_000, 2_000_000))
        .containsExactly(OptionalLong.of(50), OptionalLong.of(50), OptionalLong.empty());
  }

  @Test
  void failure_rate_gives_up_when_one_failure_too_many_falls_into_the_interval() {
    assertThat(delays(RestartPolicy.failureRate(2, 100, 5), 0, 90, 101, 150))
        .containsExactly(
            OptionalLong.of(5), OptionalLong.of(5), OptionalLong.of(5), OptionalLong.empty());
  }

  @Test
  void exponential_delay_grows_up_to_its_maximum() {
    assertThat(delays(exponential(0, 10), 0, 2_000, 5_000, 9_000))
        .containsExactly(
            OptionalLong.of(1_000),
            OptionalLong.of(2_000),
            OptionalLong.of(3_000),
            OptionalLong.of(3_000));
  }

  @Test
  void exponential_delay_starts_small_again_after_a_good_time() {
    assertThat(delays(exponential(0, 10), 0, 2_000, 64_000))
        .containsExactly(OptionalLong.of(1_000), OptionalLong.of(2_000), OptionalLong.of(1_000));
  }

  @Test
  void exponential_delay_gives_up_after_its_attempts_in_a_row() {
    assertThat(delays(exponential(0, 2), 0, 2_000, 5_000)).last().isEqualTo(OptionalLong.empty());
  }

  @Test
  void jitter_stays_within_its_part_of_the_delay() {
    Seeds.forEach(
        200,
        random ->
            assertThat(exponential(0.1, 1).onFailure(0, random).delayMillis().getAsLong())
                .isBetween(900L, 1_100L));
  }

  @Test
  void defaults_are_those_of_flink() {
    assertThat(ExponentialDelay.Settings.DEFAULTS)
        .isEqualTo(
            new ExponentialDelay.Settings(1_000, 60_000, 1.5, 0.1, 3_600_000, Integer.MAX_VALUE));
  }

  @Test
  void bad_settings_are_named() {
    assertThatThrownBy(() -> RestartPolicy.fixedDelay(-1, 0))
        .hasMessageStartingWith("fixed-delay restart has -1 attempts");
    assertThatThrownBy(() -> RestartPolicy.failureRate(0, 1, 1))
        .hasMessageStartingWith("failure-rate restart allows 0 failures");
    assertThatThrownBy(() -> new ExponentialDelay.Settings(1, 2, 0.5, 0, 1, 1))
        .hasMessageStartingWith("exponential-delay restart has multiplier 0.5");
  }
}
