package dev.weir.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.examples.Main;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {

  private record Answer(int exitCode, String out, String err) {}

  @TempDir private Path directory;

  private static Answer run(String... arguments) {
    return run(() -> {}, arguments);
  }

  private static Answer run(Runnable meanwhile, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = CommandLines.of(new Main());
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    meanwhile.run();
    int exitCode = line.execute(arguments);
    return new Answer(exitCode, out.toString(), err.toString().replace("\r\n", "\n"));
  }

  private String input() throws IOException {
    return Files.writeString(directory.resolve("text"), "to be").toString();
  }

  private String[] wordcount(String... more) throws IOException {
    return Stream.concat(
            Stream.of("wordcount", "--input", input(), "--output", directory + "/out"),
            Stream.of(more))
        .toArray(String[]::new);
  }

  @Test
  void help_lists_every_name() {
    Answer answer = run("--help");

    assertThat(answer.exitCode()).isZero();
    assertThat(answer.out()).startsWith("Usage: weir-examples [-hV] <name>");
    assertThat(answer.out())
        .contains("  wordcount  ", "  demo  ", "  checkpoint-example  ", "  checkpoints  ");
    assertThat(answer.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"wordcount", "demo"})
  void help_of_a_job_lists_the_options_that_all_jobs_have(String job) {
    Answer answer = run(job, "--help");

    assertThat(answer.exitCode()).isZero();
    assertThat(answer.out())
        .contains(
            "--config=<file>",
            "-D=<key=value>",
            "--parallelism=<n>",
            "--checkpoint-interval=<time>",
            "--checkpoint-dir=<dir>",
            "--state-backend=<name>",
            "heap, rocksdb",
            "--resume",
            "--savepoint=<path>",
            "--verbose");
  }

  @Test
  void help_of_wordcount_says_what_a_letter_is_and_which_line_is_the_last() {
    assertThat(run("wordcount", "--help").out().replaceAll("\\s+", " "))
        .contains("ASCII letters A-Z and a-z")
        .contains("LC_ALL=C tr -cs 'A-Za-z' '\\n' < file | tr A-Z a-z | sort | uniq -c")
        .contains("the one with the greatest count, has its final count");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "checkpoints",
        "checkpoint-example",
        "window-word-count",
        "socket-window-word-count",
        "session-windowing",
        "top-speed-windowing",
        "side-output",
        "state-machine",
        "window-join",
        "async-io"
      })
  void help_of_the_others_is_there(String name) {
    assertThat(run(name, "--help").out()).startsWith("Usage: weir-examples " + name);
  }

  @Test
  void missing_name_is_bad_usage() {
    Answer answer = run();

    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err())
        .startsWith("weir: Missing name, expected one of [wordcount, demo, ")
        .contains("window-word-count", "migrate")
        .endsWith("See weir-examples --help\n");
  }

  @Test
  void unknown_option_is_bad_usage_and_the_nearest_is_named() throws IOException {
    assertThat(run(wordcount("--paralelism", "2")).err())
        .startsWith("weir: Unknown options: '--paralelism', '2'")
        .contains("Possible solutions: --parallelism");
    assertThat(run(wordcount("--paralelism", "2")).exitCode()).isEqualTo(2);
  }

  @Test
  void missing_options_are_named() {
    assertThat(run("wordcount"))
        .isEqualTo(
            new Answer(
                2,
                "",
                """
                weir: Missing required options: '--input=<path>', '--output=<dir>'
                See weir-examples wordcount --help
                """));
  }

  @Test
  void bad_values_are_told_as_the_configuration_tells_them() throws IOException {
    assertThat(run(wordcount("--parallelism", "many")))
        .isEqualTo(new Answer(2, "", "weir: " + complaint("job.parallelism", "many")));
    assertThat(run(wordcount("--checkpoint-interval", "5 parsecs")))
        .isEqualTo(new Answer(2, "", "weir: " + complaint("checkpointing.interval", "5 parsecs")));
    assertThat(run(wordcount("-D", "checkpointing.timeout=soon")))
        .isEqualTo(new Answer(2, "", "weir: " + complaint("checkpointing.timeout", "soon")));
  }

  private static String complaint(String key, String value) {
    String expected =
        switch (key) {
          case "job.parallelism" -> "a whole number or auto";
          case "checkpointing.interval" -> "a duration such as 500ms, 10s or 5 min, or none";
          default -> "a duration such as 500ms, 10s or 5 min";
        };
    return "%s is \"%s\" (command line), expected %s\n".formatted(key, value, expected);
  }

  @Test
  void unknown_key_comes_with_a_suggestion() throws IOException {
    assertThat(run(wordcount("-Dcheckpointing.intervall=1s")))
        .isEqualTo(
            new Answer(
                2,
                "",
                "weir: unknown key checkpointing.intervall (command line), did you mean"
                    + " checkpointing.interval?\n"));
  }

  @Test
  void unknown_state_backend_is_bad_usage() throws IOException {
    assertThat(run(wordcount("--state-backend", "disk")))
        .isEqualTo(
            new Answer(
                2,
                "",
                """
                weir: Invalid value for option '--state-backend': expected one of [heap, rocksdb] \
                (case-sensitive) but was 'disk'
                See weir-examples wordcount --help
                """));
  }

  @Test
  void option_given_in_both_forms_is_bad_usage() throws IOException {
    assertThat(run(wordcount("--parallelism", "2", "-D", "job.parallelism=3")))
        .isEqualTo(
            new Answer(
                2,
                "",
                "weir: job.parallelism is given twice: --parallelism says \"2\", -D says \"3\"\n"));
  }

  @Test
  void missing_configuration_file_is_bad_usage() throws IOException {
    assertThat(run(wordcount("--config", "/no/such.yaml")))
        .isEqualTo(
            new Answer(
                2,
                "",
                "weir: the configuration file /no/such.yaml (command line) is not there, expected a"
                    + " YAML file\n"));
  }

  @Test
  void missing_input_is_bad_usage() {
    assertThat(run("wordcount", "--input", "/no/such/text", "--output", directory.toString()))
        .isEqualTo(new Answer(2, "", "weir: --input /no/such/text does not exist\n"));
  }

  @Test
  void output_of_an_earlier_run_is_not_added_to() throws IOException {
    Path output = Files.createDirectory(directory.resolve("out"));
    Files.writeString(output.resolve("part-part_files-0"), "to,1\n");

    assertThat(run(wordcount()))
        .isEqualTo(
            new Answer(
                2,
                "",
                ("weir: --output %s holds part files of an earlier run; give another directory, or"
                        + " --resume to go on with that run\n")
                    .formatted(output)));
    assertThat(run(wordcount("--resume", "--checkpoint-dir", directory + "/none")))
        .isEqualTo(
            new Answer(
                2,
                "",
                ("weir: --output %s holds part files of an earlier run, but checkpoint directory"
                        + " %s/none has no checkpoint of it to resume from; give the right"
                        + " --checkpoint-dir, or another --output\n")
                    .formatted(output, directory)));
  }

  @Test
  void bad_times_and_rates_of_the_demo_are_bad_usage() {
    assertThat(run("demo", "--fail-every", "often"))
        .isEqualTo(
            new Answer(
                2,
                "",
                """
                weir: Invalid value for option '--fail-every': 'often' is no time, expected 500ms, \
                30s, 5min or 1h
                See weir-examples demo --help
                """));
    assertThat(run("demo", "--rate", "0"))
        .isEqualTo(new Answer(2, "", "weir: --rate is 0.0, expected more than 0\n"));
    assertThat(run("demo", "--port", "high").err())
        .startsWith("weir: dashboard.port is \"high\" (command line), expected ");
  }

  @Test
  @ResourceLock(Resources.SYSTEM_ERR)
  void errors_go_where_they_are_wanted_though_the_stream_of_the_process_is_replaced() {
    PrintStream before = System.err;
    try {
      Answer answer =
          run(() -> System.setErr(new PrintStream(before, true)), "demo", "--rate", "0");

      assertThat(answer.err()).isEqualTo("weir: --rate is 0.0, expected more than 0\n");
    } finally {
      System.setErr(before);
    }
  }

  @Test
  void stack_trace_is_printed_only_when_asked_for() throws IOException {
    assertThat(run(wordcount("--parallelism", "many")).err()).doesNotContain("\tat ");
    assertThat(run(wordcount("--parallelism", "many", "--verbose")).err())
        .startsWith("weir: " + complaint("job.parallelism", "many"))
        .contains("\tat dev.weir.config.");
  }

  @Test
  void job_that_fails_ends_with_1_and_its_cause() throws IOException {
    Path file = Files.writeString(directory.resolve("not-a-directory"), "?");

    Answer answer =
        run(
            "wordcount",
            "--input=" + input(),
            "--output=" + file,
            "--checkpoint-dir=" + directory.resolve("checkpoints"),
            "-Drestart.strategy=none",
            "-Ddashboard.enabled=false");

    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.err())
        .startsWith("weir: job 'wordcount' failed: ")
        .contains("Output path " + file + ": expected a directory, found a file")
        .doesNotContain("\tat ");
  }
}
