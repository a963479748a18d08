package dev.weir.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointExampleTest {

  @TempDir private Path directory;

  @Test
  void the_program_prints_its_words_in_capitals() throws Exception {
    try (ExampleProcess process =
        ExampleProcess.start(
            directory,
            List.of(
                "checkpoint-example", "--checkpoint-dir", directory.resolve("ck").toString()))) {
      assertThat(process.exitCode()).as(process.text()).isZero();
      assertThat(process.text().lines().map(line -> line.replaceFirst("^\\d+> ", "")))
          .contains("HELLO", "WORLD", "FLINK");
    }
  }
}
