package dev.weir.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.benchmarks.cell.CellCommand;
import dev.weir.benchmarks.wire.WireCommand;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

final class WireCommandTest {

  @Test
  @ResourceLock(Resources.SYSTEM_OUT)
  void records_pass_between_two_processes_and_the_cell_prints_its_figures() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = System.out;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    int exitCode;
    try {
      exitCode =
          CellCommand.line(List.of(), new WireCommand())
              .execute("wire", "--rounds=1", "--seconds=1", "--channels=1");
    } finally {
      System.setOut(out);
    }

    assertThat(exitCode).isZero();
    String line =
        printed
            .toString(StandardCharsets.UTF_8)
            .lines()
            .filter(text -> text.startsWith("{"))
            .findFirst()
            .orElseThrow();
    JsonObject figures = new JsonObject(line);
    assertThat(figures.getString("failure")).isEmpty();
    assertThat(figures.getLong("weir_frames_per_s")).isPositive();
    assertThat(figures.getLong("socket_mb_per_s")).isPositive();
    assertThat(figures.getLong("barrier_p99_us")).isPositive();
  }
}
