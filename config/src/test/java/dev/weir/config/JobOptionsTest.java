package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class JobOptionsTest {

  @Test
  void defaults_are_those_of_the_reference() {
    assertThat(Given.options(Map.of()).job())
        .isEqualTo(
            new JobOptions(
                Optional.empty(),
                RuntimeExecutionMode.STREAMING,
                Runtime.getRuntime().availableProcessors(),
                OptionalInt.empty(),
                false,
                Optional.empty(),
                false,
                true,
                AggregationPhases.AUTO,
                Duration.ofMillis(200),
                Duration.ofSeconds(30),
                Duration.ofMinutes(3)));
  }

  @Test
  void every_key_maps() {
    assertThat(
            Given.options(
                    Map.ofEntries(
                        Map.entry("job.name", "payments"),
                        Map.entry("job.runtime-mode", "AUTOMATIC"),
                        Map.entry("job.parallelism", "3"),
                        Map.entry("job.max-parallelism", "256"),
                        Map.entry("job.resume", "true"),
                        Map.entry("job.savepoint", "file:///savepoints/7"),
                        Map.entry("job.allow-non-restored-state", "true"),
                        Map.entry("job.chaining", "false"),
                        Map.entry("job.window-aggregation", "two_phase"),
                        Map.entry("job.auto-watermark-interval", "1s"),
                        Map.entry("job.cancellation-timeout", "1 min"),
                        Map.entry("job.cancellation-watchdog", "0s")))
                .job())
        .isEqualTo(
            new JobOptions(
                Optional.of("payments"),
                RuntimeExecutionMode.AUTOMATIC,
                3,
                OptionalInt.of(256),
                true,
                Optional.of("file:///savepoints/7"),
                true,
                false,
                AggregationPhases.TWO_PHASE,
                Duration.ofSeconds(1),
                Duration.ofMinutes(1),
                Duration.ZERO));
  }

  @Test
  void bad_values_say_why() {
    assertThat(Given.complaintAbout("job.parallelism", "0"))
        .isEqualTo("job.parallelism is \"0\" (command line), expected from 1 to 32768");
    assertThat(Given.complaintAbout("job.parallelism", "two"))
        .endsWith("expected a whole number or auto");
    assertThat(Given.complaintAbout("job.max-parallelism", "32769")).endsWith("to 32768");
    assertThat(Given.complaintAbout("job.resume", "yes")).endsWith("expected true or false");
    assertThat(Given.complaintAbout("job.name", " ")).endsWith("expected a name or none");
    assertThat(Given.complaintAbout("job.savepoint", "")).contains("expected a directory");
    assertThat(Given.complaintAbout("job.cancellation-timeout", "0")).endsWith("at least 1ms");
  }

  @Test
  void key_groups_are_not_fewer_than_subtasks() {
    Configuration configuration =
        Given.configuration(Map.of("job.parallelism", "8", "job.max-parallelism", "4"));

    assertThatThrownBy(() -> WeirOptions.of(configuration))
        .hasMessage("job.max-parallelism is \"4\" (command line), expected from 8 to 32768");
  }
}
