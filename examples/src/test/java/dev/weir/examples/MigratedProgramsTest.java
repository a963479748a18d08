package dev.weir.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that were written for Flink run when {@code migrate} has changed their imports. */
class MigratedProgramsTest {

  private static final Path PROGRAMS =
      Path.of("..", "verticles", "migrate", "src", "test", "resources", "flink").toAbsolutePath();

  @TempDir private static Path migrated;

  @TempDir private Path directory;

  @BeforeAll
  static void migrate_and_compile() throws Exception {
    Path sources = migrated.resolve("sources");
    List<String> arguments =
        List.of("migrate", PROGRAMS.normalize().toString(), "--output", sources.toString());
    try (ExampleProcess process = ExampleProcess.start(migrated, arguments)) {
      assertThat(process.exitCode()).as(process.text()).isZero();
    }
    List<String> options =
        new ArrayList<>(List.of("-proc:none", "-nowarn", "-d", classes().toString()));
    options.addAll(List.of("-classpath", System.getProperty("java.class.path")));
    options.addAll(filesBelow(sources));
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, options.toArray(String[]::new)))
        .isZero();
  }

  private static Path classes() {
    return migrated.resolve("classes");
  }

  private static List<String> filesBelow(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).map(Path::toString).sorted().toList();
    }
  }

  @Test
  void word_count_from_files_to_files() throws Exception {
    Path input = Files.writeString(directory.resolve("text"), "To be, or not\nto be\n");
    Path output = directory.resolve("counts");

    printed("wordcount.WordCount", "--input", input.toString(), "--output", output.toString());

    List<String> lines = new ArrayList<>();
    for (String file : filesBelow(output)) {
      assertThat(Path.of(file).getFileName().toString()).startsWith("part-");
      lines.addAll(Files.readAllLines(Path.of(file)));
    }
    assertThat(lines)
        .containsExactlyInAnyOrder("(to,1)", "(be,1)", "(or,1)", "(not,1)", "(to,2)", "(be,2)");
  }

  @Test
  void accumulators_and_metrics() throws Exception {
    assertThat(printed("accumulators.Measured")).containsExactly("1000 10 13");
  }

  @Test
  void windows_of_so_many_words() throws Exception {
    assertThat(printed("windowwordcount.WindowWordCount"))
        .containsExactlyInAnyOrder("(one,2)", "(one,3)", "(two,2)");
  }

  @Test
  void sessions() throws Exception {
    assertThat(printed("sessions.SessionWindowing"))
        .containsExactlyInAnyOrder("(left,1,1)", "(right,1,3)", "(left,10,1)", "(late,11,1)");
  }

  @Test
  void top_speed_by_delta_trigger_and_time_evictor() throws Exception {
    List<String> fastest =
        IntStream.rangeClosed(1, 33)
            .map(nth -> 3 * nth)
            .map(last -> fastest(Math.max(0, last - 9), last))
            .mapToObj(n -> "(0,%d,%s,%d)".formatted(40 + n % 50, n * 20.0, n * 1000))
            .toList();

    assertThat(printed("topspeed.TopSpeedWindowing")).containsExactlyElementsOf(fastest);
  }

  private static int fastest(int first, int last) {
    return IntStream.rangeClosed(first, last)
        .boxed()
        .max(Comparator.comparing(n -> n % 50))
        .orElseThrow();
  }

  @Test
  void side_outputs() throws Exception {
    assertThat(printed("sideoutput.SideOutput"))
        .containsExactlyInAnyOrder("rejected: stream", "(the,2)", "(weir,1)", "(holds,1)");
  }

  @Test
  void a_state_machine() throws Exception {
    List<String> alerts = new ArrayList<>();
    for (int door = 0; door < 4; door++) {
      alerts.addAll(Collections.nCopies(3, "door " + door + " is CLOSED already"));
    }

    assertThat(printed("statemachine.StateMachine")).containsExactlyInAnyOrderElementsOf(alerts);
  }

  @Test
  void timers_and_windows_of_event_time() throws Exception {
    assertThat(printed("timers.Inactivity"))
        .containsExactlyInAnyOrder(
            "b silent at 70000 after 1",
            "a silent at 130000 after 2",
            "a until 60000: 0.0",
            "a until 120000: 35000.0",
            "a until 180000: 70000.0",
            "b until 60000: 10000.0",
            "b until 120000: 10000.0");
  }

  @Test
  void window_and_interval_joins() throws Exception {
    assertThat(printed("joins.WindowJoin")).containsExactlyInAnyOrder("(ann,1,3)", "ann at 3");
  }

  @Test
  void asynchronous_functions() throws Exception {
    assertThat(printed("async.AsyncIO", "--waitMode", "unordered"))
        .containsExactlyInAnyOrder("key1", "key2", "key3", "key4", "key5");
  }

  /** Without what the engine logs, and without the numbers of the subtasks. */
  private List<String> printed(String program, String... arguments) throws Exception {
    try (ExampleProcess process =
        ExampleProcess.start(directory, classes(), program, List.of(arguments))) {
      assertThat(process.exitCode()).as(process.text()).isZero();
      return process
          .text()
          .lines()
          .map(line -> line.replaceFirst("^\\d+> ", ""))
          .filter(line -> !line.matches("\\d{4}-\\d\\d-\\d\\d .*"))
          .toList();
    }
  }
}
