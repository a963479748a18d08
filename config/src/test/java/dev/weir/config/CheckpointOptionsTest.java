package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckpointOptionsTest {

  @Test
  void defaults_are_those_of_the_reference() {
    CheckpointOptions defaults = Given.options(Map.of()).checkpointing();

    assertThat(defaults)
        .isEqualTo(
            new CheckpointOptions(
                Optional.empty(),
                CheckpointingMode.EXACTLY_ONCE,
                Duration.ofMinutes(10),
                Duration.ZERO,
                1,
                0,
                CheckpointRetention.RETAIN_ON_CANCELLATION,
                1,
                "checkpoints",
                Optional.empty(),
                true,
                false));
    assertThat(defaults.isOn()).isFalse();
  }

  @Test
  void every_key_maps() {
    CheckpointOptions options =
        Given.options(
                Map.ofEntries(
                    Map.entry("checkpointing.interval", "2s"),
                    Map.entry("checkpointing.mode", "at-least-once"),
                    Map.entry("checkpointing.timeout", "90s"),
                    Map.entry("checkpointing.min-pause", "500ms"),
                    Map.entry("checkpointing.max-concurrent", "2"),
                    Map.entry("checkpointing.tolerable-failures", "3"),
                    Map.entry("checkpointing.retention", "DELETE_ON_CANCELLATION"),
                    Map.entry("checkpointing.num-retained", "4"),
                    Map.entry("checkpointing.dir", "s3://bucket/c"),
                    Map.entry("checkpointing.savepoint-dir", "/savepoints"),
                    Map.entry("checkpointing.after-tasks-finish", "false"),
                    Map.entry("checkpointing.local-backup", "true")))
            .checkpointing();

    assertThat(options)
        .isEqualTo(
            new CheckpointOptions(
                Optional.of(Duration.ofSeconds(2)),
                CheckpointingMode.AT_LEAST_ONCE,
                Duration.ofSeconds(90),
                Duration.ofMillis(500),
                2,
                3,
                CheckpointRetention.DELETE_ON_CANCELLATION,
                4,
                "s3://bucket/c",
                Optional.of("/savepoints"),
                false,
                true));
    assertThat(options.isOn()).isTrue();
  }

  @Test
  void bad_values_say_why() {
    assertThat(Given.complaintAbout("checkpointing.interval", "9ms"))
        .isEqualTo("checkpointing.interval is \"9ms\" (command line), expected at least 10ms");
    assertThat(Given.complaintAbout("checkpointing.interval", "1000"))
        .endsWith("expected a duration such as 500ms, 10s or 5 min, or none");
    assertThat(Given.complaintAbout("checkpointing.mode", "twice"))
        .endsWith("expected exactly-once, at-least-once");
    assertThat(Given.complaintAbout("checkpointing.timeout", "9ms")).endsWith("at least 10ms");
    assertThat(Given.complaintAbout("checkpointing.min-pause", "-1s")).contains("a duration");
    assertThat(Given.complaintAbout("checkpointing.max-concurrent", "0")).endsWith("at least 1");
    assertThat(Given.complaintAbout("checkpointing.tolerable-failures", "-1"))
        .endsWith("at least 0");
    assertThat(Given.complaintAbout("checkpointing.retention", "keep"))
        .contains("retain-on-cancellation");
    assertThat(Given.complaintAbout("checkpointing.num-retained", "0")).endsWith("at least 1");
    assertThat(Given.complaintAbout("checkpointing.dir", "")).endsWith("a directory or a URI");
    assertThat(Given.complaintAbout("checkpointing.savepoint-dir", ""))
        .endsWith("a directory, a URI or none");
    assertThat(Given.complaintAbout("checkpointing.after-tasks-finish", "1"))
        .endsWith("true or false");
  }
}
