package dev.weir.runtime.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalDirectoryTest {

  private static final int TIMES = 1_000;

  @TempDir Path parent;

  private Process churn(int times) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            DirectoryChurn.class.getName(),
            parent.toString(),
            String.valueOf(times))
        .redirectErrorStream(true)
        .start();
  }

  private List<Path> directories() throws IOException {
    try (Stream<Path> directories = Files.list(parent)) {
      return directories.toList();
    }
  }

  private static void endsWell(Process process) throws Exception {
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(output).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
  }

  @Test
  void processes_that_start_and_end_together_remove_nothing_that_another_uses() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      processes.add(churn(TIMES));
    }
    for (Process process : processes) {
      endsWell(process);
    }
  }

  @Test
  void what_an_ended_process_left_behind_is_removed_by_the_next() throws Exception {
    endsWell(churn(0));
    List<Path> left = directories();
    assertThat(left).hasSize(1);

    try (LocalDirectory directory = LocalDirectory.create(parent)) {
      assertThat(directories()).containsExactly(directory.path());
    }
    assertThat(directories()).isEmpty();
  }

  @Test
  void those_of_this_process_are_left_alone() throws Exception {
    try (LocalDirectory first = LocalDirectory.create(parent);
        LocalDirectory second = LocalDirectory.create(parent)) {
      endsWell(churn(1));

      assertThat(first.path().resolve("lock")).exists();
      assertThat(second.path().resolve("lock")).exists();
    }
  }
}
