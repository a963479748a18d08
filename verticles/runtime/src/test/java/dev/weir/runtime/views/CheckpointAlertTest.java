package dev.weir.runtime.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.config.CheckpointOptions;
import dev.weir.config.Configuration;
import dev.weir.config.WeirOptions;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class CheckpointAlertTest {

  private static final long LAST_GOOD = 1_000_000;

  private static CheckpointOptions every(String interval) {
    return WeirOptions.of(Configuration.defaults().with("checkpointing.interval", interval))
        .checkpointing();
  }

  @Test
  void checkpoint_may_be_three_intervals_old() {
    assertThat(CheckpointAlert.of(every("10s"), LAST_GOOD, LAST_GOOD + 30_000)).isNull();
  }

  @Test
  void older_one_is_told_with_its_age_and_what_was_expected() {
    JsonObject alert = CheckpointAlert.of(every("10s"), LAST_GOOD, LAST_GOOD + 31_000);
    assertThat(alert).isNotNull();
    assertThat(alert.getMap())
        .containsEntry("since", LAST_GOOD)
        .containsEntry("age", 31_000L)
        .containsEntry("limit", 30_000L)
        .containsEntry(
            "message", "no checkpoint was completed for 31 s; one is expected every 10 s");
  }

  @Test
  void checkpoints_of_milliseconds_may_be_five_seconds_late() {
    assertThat(CheckpointAlert.of(every("10ms"), LAST_GOOD, LAST_GOOD + 5_000)).isNull();
    assertThat(CheckpointAlert.of(every("10ms"), LAST_GOOD, LAST_GOOD + 5_001)).isNotNull();
  }

  @Test
  void nothing_is_expected_of_a_job_that_does_not_run() {
    assertThat(CheckpointAlert.of(every("1s"), -1, LAST_GOOD)).isNull();
  }
}
