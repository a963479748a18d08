package dev.weir.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.benchmarks.cell.CellCommand;
import dev.weir.benchmarks.driver.BenchCommand;
import dev.weir.benchmarks.limit.LimitEngine;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandLineTest {

  private final StringWriter errors = new StringWriter();

  @Test
  void unknown_engine_is_refused_with_those_that_are_there() {
    assertThat(execute("--engine", "storm", "--workload", "keyedcount")).isEqualTo(2);
    assertThat(errors.toString()).contains("--engine is storm, expected one of [limit]");
  }

  @Test
  void missing_engine_is_named() {
    assertThat(execute("--workload", "keyedcount")).isEqualTo(2);
    assertThat(errors.toString()).contains("--engine is missing");
  }

  @Test
  void unknown_workload_is_refused() {
    assertThat(execute("--engine", "limit", "--workload", "sorting")).isEqualTo(2);
    assertThat(errors.toString()).contains("sorting").contains("keyedcount");
  }

  @Test
  void number_that_is_too_small_is_named() {
    assertThat(execute("--engine", "limit", "--workload", "wordcount", "--keys", "0")).isEqualTo(2);
    assertThat(errors.toString()).contains("keys is 0, expected at least 1");
  }

  @Test
  void comparison_names_the_jar_that_is_missing(@TempDir Path results) {
    assertThat(execute("bench", "--engines", "storm", "--results", results.toString()))
        .isEqualTo(2);
    assertThat(errors.toString()).contains("There is no engine storm").contains(".jar");
  }

  private int execute(String... args) {
    CommandLine line = CellCommand.line(List.of(new LimitEngine()), new BenchCommand());
    line.setErr(new PrintWriter(errors, true));
    return line.execute(args);
  }
}
