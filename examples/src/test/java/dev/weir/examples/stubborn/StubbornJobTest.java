package dev.weir.examples.stubborn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.examples.ExampleProcess;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StubbornJobTest {

  private static final int ENDED_BY_WATCHDOG = 4;

  @TempDir private Path directory;

  @Test
  void a_process_with_a_cancelled_subtask_that_does_not_end_is_ended() throws Exception {
    try (ExampleProcess process =
        ExampleProcess.start(
            directory,
            directory,
            StubbornJob.class.getName(),
            List.of(
                "--parallelism=1",
                "-Djob.chaining=false",
                "-Djob.cancellation-timeout=300ms",
                "-Djob.cancellation-watchdog=1s",
                "-Drestart.strategy=fixed-delay",
                "-Drestart.fixed-delay.attempts=1000",
                "-Ddashboard.enabled=false"))) {

      assertThat(process.exitCode()).as(process.text()).isEqualTo(ENDED_BY_WATCHDOG);
      assertThat(process.text())
          .contains("stubborn: interrupted")
          .contains("StubbornJob$Hang.map")
          .contains(
              "attempt 1 of job stubborn has subtasks that do not end; this process is ended");
    }
  }
}
