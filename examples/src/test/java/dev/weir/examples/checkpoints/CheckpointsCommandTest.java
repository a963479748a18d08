package dev.weir.examples.checkpoints;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.examples.ExampleProcess;
import dev.weir.examples.Main;
import dev.weir.examples.cli.CommandLines;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** On what a real job has left, and on damaged copies of it. */
class CheckpointsCommandTest {

  private record Answer(int exitCode, String out, String err) {

    JsonObject json() {
      return new JsonObject(out);
    }
  }

  @TempDir private static Path original;

  @TempDir private Path directory;

  @BeforeAll
  static void leave_some_checkpoints() throws Exception {
    List<String> demo =
        List.of(
            "demo",
            "--port=0",
            "--rate=4000",
            "--state-backend=rocksdb",
            "--checkpoint-interval=100",
            "--checkpoint-dir=" + original);
    try (ExampleProcess process = ExampleProcess.start(original, demo)) {
      process.awaitLine(line -> line.endsWith("job demo is RUNNING"));
      while (retained() < 3) {
        assertThat(process.endsWithin(20)).as(process.text()).isFalse();
      }
      process.terminate();
      process.exitCode();
    }
  }

  private static int retained() throws IOException {
    try (CheckpointDirectory found = CheckpointDirectory.open(original.toString())) {
      return found.runs().stream().mapToInt(run -> run.checkpoints().size()).sum();
    }
  }

  @BeforeEach
  void copy() throws IOException {
    try (Stream<Path> paths = Files.walk(original)) {
      for (Path path : paths.skip(1).toList()) {
        Files.copy(path, directory.resolve(original.relativize(path).toString()));
      }
    }
  }

  private Answer run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = CommandLines.of(new Main());
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int exitCode =
        line.execute(
            Stream.concat(Stream.of("checkpoints"), Stream.of(arguments)).toArray(String[]::new));
    return new Answer(exitCode, out.toString(), err.toString());
  }

  private Answer verify() {
    return run(directory.toString(), "verify");
  }

  /** A file below the directory, by the end of its path. */
  private Path file(String pattern) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths
          .filter(Files::isRegularFile)
          .filter(path -> relative(path).matches(pattern))
          .sorted(java.util.Comparator.reverseOrder())
          .findFirst()
          .orElseThrow(() -> new UncheckedIOException(new IOException("no file " + pattern)));
    }
  }

  private String relative(Path path) {
    return directory.relativize(path).toString();
  }

  private static void flipByte(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }

  @Test
  void list_shows_the_run_and_its_retained_checkpoints() {
    Answer table = run(directory.toString());

    assertThat(table.exitCode()).isZero();
    assertThat(table.out()).startsWith("demo, run 1: not ended (term 1)\n").contains("/manifest");
    assertThat(run(directory.toString(), "list")).isEqualTo(table);
  }

  @Test
  void list_as_json_has_the_same() {
    JsonObject run =
        run(directory.toString(), "list", "--json").json().getJsonArray("runs").getJsonObject(0);

    assertThat(run.getString("job")).isEqualTo("demo");
    assertThat(run.getString("state")).isEqualTo("not ended");
    assertThat(run.getJsonArray("checkpoints")).hasSize(3);
    assertThat(run.getJsonArray("damaged")).isEmpty();
  }

  @Test
  void show_finds_a_checkpoint_by_id_and_by_path() {
    JsonObject last =
        run(directory.toString(), "--json")
            .json()
            .getJsonArray("runs")
            .getJsonObject(0)
            .getJsonArray("checkpoints")
            .getJsonObject(2);
    String id = last.getLong("id").toString();

    Answer byId = run(directory.toString(), "show", id);
    Answer byPath = run(directory.toString(), "show", last.getString("manifest"));

    assertThat(byId.exitCode()).as(byId.err()).isZero();
    assertThat(byId.out())
        .startsWith("checkpoint " + id + " of job demo, triggered ")
        .contains("payments ", "enrich ", "score ", "2 of 128", "splits: 1");
    assertThat(byPath).isEqualTo(byId);
    assertThat(run(directory.resolve("demo").toString(), "show", id)).isEqualTo(byId);
    JsonObject json = run(directory.toString(), "show", id, "--json").json();
    assertThat(json.getLong("bytes")).isPositive();
    assertThat(json.getJsonArray("operators").stream().map(o -> ((JsonObject) o).getString("uid")))
        .contains("payments", "enrich", "score", "gate", "case_file");
  }

  @Test
  void show_of_what_is_not_there_is_bad_usage() {
    assertThat(run(directory.toString(), "show", "987654"))
        .isEqualTo(
            new Answer(
                2,
                "",
                "weir: no checkpoint 987654 in %s; list shows those there are\n"
                    .formatted(directory)));
  }

  @Test
  void directory_that_is_not_there_fails() {
    assertThat(run("/no/such/place"))
        .isEqualTo(
            new Answer(1, "", "weir: no directory /no/such/place, expected checkpoints there\n"));
  }

  @Test
  void verify_is_content_with_what_the_job_wrote() {
    Answer answer = verify();

    assertThat(answer.exitCode()).as(answer.out()).isZero();
    assertThat(answer.out()).contains("1 runs", "3 manifests", "everything is as it was written");
  }

  @Test
  void verify_names_a_log_entry_of_which_a_bit_has_changed() throws IOException {
    Path entry = file("demo/run-000001/log/\\d+");
    flipByte(entry);

    assertDamaged(verify(), entry, "is damaged");
  }

  @Test
  void verify_names_a_manifest_of_which_a_bit_has_changed() throws IOException {
    Path manifest = file("demo/run-000001/chk-.*/manifest");
    flipByte(manifest);

    assertDamaged(verify(), manifest, "is damaged");
  }

  @Test
  void verify_names_a_manifest_that_is_gone() throws IOException {
    Path manifest = file("demo/run-000001/chk-.*/manifest");
    Files.delete(manifest);

    assertDamaged(verify(), manifest, "is missing, but the log names it");
  }

  @Test
  void verify_names_a_state_file_of_which_a_bit_has_changed() throws IOException {
    Path state = stateFile();
    flipByte(state);

    assertDamaged(verify(), state, "is damaged: found CRC-32C");
  }

  @Test
  void verify_names_a_state_file_that_is_cut_short() throws IOException {
    Path state = stateFile();
    byte[] bytes = Files.readAllBytes(state);
    Files.write(state, java.util.Arrays.copyOf(bytes, bytes.length - 1));

    assertDamaged(verify(), state, String.valueOf(bytes.length));
  }

  @Test
  void verify_names_a_state_file_that_is_gone() throws IOException {
    Path state = stateFile();
    Files.delete(state);

    assertDamaged(verify(), state, "");
  }

  /** One that the newest checkpoint names. */
  private Path stateFile() throws IOException {
    try (CheckpointDirectory found = CheckpointDirectory.open(directory.toString())) {
      Run run = found.runs().get(0);
      StoredCheckpoint last = run.checkpoints().get(run.checkpoints().size() - 1);
      String name = last.files().keySet().iterator().next();
      return directory.resolve(name);
    }
  }

  private void assertDamaged(Answer answer, Path file, String what) {
    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.out()).contains("DAMAGED " + relative(file) + ": ").contains(what);
    JsonObject json = run(directory.toString(), "verify", "--json").json();
    assertThat(json.getJsonArray("damaged").stream().map(d -> ((JsonObject) d).getString("file")))
        .contains(relative(file));
  }
}
