package dev.weir.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MigrateCommandTest {

  private static final String JOB =
      """
      import org.apache.flink.streaming.api.datastream.DataStream;
      class Job { DataStream<String> lines; }
      """;
  private static final String MIGRATED =
      """
      import dev.weir.api.DataStream;
      class Job { DataStream<String> lines; }
      """;

  @TempDir Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path sources = Path.of("");

  @BeforeEach
  void writeSources() throws IOException {
    sources = Files.createDirectories(directory.resolve("src/a"));
    Files.writeString(sources.resolve("Job.java"), JOB);
    Files.writeString(sources.resolve("Plain.java"), "class Plain {}");
    sources = directory.resolve("src");
  }

  @Test
  void without_an_option_it_says_what_it_would_do_and_writes_nothing() throws IOException {
    assertThat(run(sources.toString())).isZero();

    assertThat(out.toString())
        .contains("Job.java: 1 names")
        .contains("2 Java files, 1 of them name Flink: 1 names replaced, 0 without counterpart")
        .contains("nothing written");
    assertThat(Files.readString(sources.resolve("a/Job.java"))).isEqualTo(JOB);
  }

  @Test
  void output_gets_all_java_files_and_the_sources_stay() throws IOException {
    Path target = directory.resolve("migrated");

    assertThat(run(sources.toString(), "--output", target.toString())).isZero();

    assertThat(Files.readString(target.resolve("a/Job.java"))).isEqualTo(MIGRATED);
    assertThat(Files.readString(target.resolve("a/Plain.java"))).isEqualTo("class Plain {}");
    assertThat(Files.readString(sources.resolve("a/Job.java"))).isEqualTo(JOB);
  }

  @Test
  void output_that_is_there_already_is_not_touched() throws IOException {
    Path target = Files.createDirectories(directory.resolve("migrated/a")).getParent();
    Files.writeString(target.resolve("a/Plain.java"), "mine");

    assertThat(run(sources.toString(), "--output", target.toString())).isEqualTo(2);

    assertThat(err.toString()).contains("Plain.java").contains("nothing was written");
    assertThat(filesBelow(target)).containsExactly("a/Plain.java");
    assertThat(Files.readString(target.resolve("a/Plain.java"))).isEqualTo("mine");
  }

  @Test
  void in_place_replaces_the_files_that_name_flink() throws IOException {
    assertThat(run(sources.toString(), "--in-place")).isZero();

    assertThat(Files.readString(sources.resolve("a/Job.java"))).isEqualTo(MIGRATED);
    assertThat(filesBelow(sources)).containsExactlyInAnyOrder("a/Job.java", "a/Plain.java");
  }

  @Test
  void the_exit_code_says_that_something_has_no_counterpart() throws IOException {
    Files.writeString(
        sources.resolve("a/Sql.java"),
        "import org.apache.flink.table.api.TableEnvironment;\nclass Sql {}\n");

    assertThat(run(sources.toString())).isEqualTo(1);

    assertThat(out.toString())
        .contains("line 1: org.apache.flink.table.api.TableEnvironment")
        .contains("Weir has no SQL");
  }

  @Test
  void one_file_that_is_not_java_stops_it_before_anything_is_written() throws IOException {
    Files.writeString(sources.resolve("a/Worse.java"), "class Worse {");

    assertThat(run(sources.toString(), "--in-place")).isEqualTo(2);

    assertThat(err.toString()).contains("Worse.java:1: ");
    assertThat(Files.readString(sources.resolve("a/Job.java"))).isEqualTo(JOB);
  }

  @Test
  void a_directory_that_is_not_there_is_named() {
    Path missing = directory.resolve("missing");

    assertThat(run(missing.toString())).isEqualTo(2);

    assertThat(err.toString()).contains(missing + " is no directory");
  }

  private int run(String... args) {
    return new CommandLine(new MigrateCommand())
        .setExecutionStrategy(parsed -> new CommandLine.RunLast().execute(parsed))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  private static List<String> filesBelow(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .toList();
    }
  }
}
