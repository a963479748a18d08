package dev.weir.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.benchmarks.cell.CellCommand;
import dev.weir.benchmarks.timers.TimersCommand;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TimersCommandTest {

  private static final long MOST_TIMERS = 6_400_000;

  private static JsonObject figures(String... arguments) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = System.out;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    int exitCode;
    try {
      exitCode = CellCommand.line(List.of(), new TimersCommand()).execute(arguments);
    } finally {
      System.setOut(out);
    }
    assertThat(exitCode).isZero();
    return new JsonObject(
        printed
            .toString(StandardCharsets.UTF_8)
            .lines()
            .filter(text -> text.startsWith("{"))
            .findFirst()
            .orElseThrow());
  }

  /**
   * On a busy machine a short job may end before its first checkpoint: then a longer one is run.
   */
  @ParameterizedTest
  @ValueSource(strings = {"heap", "rocksdb"})
  @ResourceLock(Resources.SYSTEM_OUT)
  void timers_of_a_job_are_registered_and_fired_and_its_checkpoints_timed(String backend) {
    long timers = 100_000;
    JsonObject figures;
    do {
      timers *= 2;
      figures = figures("timers", "--backend", backend, "--timers=" + timers, "--checkpoint-ms=50");
    } while (figures.getInteger("checkpoints") == 0 && timers < MOST_TIMERS);

    assertThat(figures.getLong("timers")).isEqualTo(timers);
    assertThat(figures.getDouble("registeredPerSecond")).isPositive();
    assertThat(figures.getDouble("firedPerSecond")).isPositive();
    assertThat(figures.getInteger("checkpoints")).isPositive();
    assertThat(figures.getDouble("longestSyncMillis")).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"heap", "rocksdb"})
  @ResourceLock(Resources.SYSTEM_OUT)
  void timers_alone_are_measured_too(String backend) {
    JsonObject figures =
        figures("timers", "--alone", "--backend", backend, "--timers=20000", "--keys=1000");

    assertThat(figures.getLong("timers")).isGreaterThan(18_000);
    assertThat(figures.getDouble("longestSyncMillis")).isPositive();
  }
}
