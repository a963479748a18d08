package dev.weir.connector.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.api.JobID;
import dev.weir.api.MemorySize;
import dev.weir.connector.file.FileSink.DefaultRowFormatBuilder;
import dev.weir.connector.file.FileSinkCommittable.PendingFile;
import dev.weir.connector.file.SinkDriver.Checkpoint;
import dev.weir.connector.file.SinkDriver.Request;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSinkTest {

  private final JobID job = JobID.generate();
  private final TestClock clock = new TestClock(Instant.parse("2024-05-17T09:30:00Z"));

  @TempDir Path directory;

  @Test
  void nothing_is_visible_before_the_commit_and_all_is_after_it() throws Exception {
    SinkDriver driver = start(rollOnCheckpoint(), 1);
    driver.write(0, "one");
    Checkpoint checkpoint = driver.checkpoint(1);
    assertThat(output().visibleFiles()).isEmpty();
    driver.commit(0, checkpoint.committables());
    assertThat(output().lines()).containsExactly("one");
    assertThat(output().hiddenFiles()).isEmpty();
  }

  @Test
  void a_checkpoint_without_records_makes_no_file() throws Exception {
    SinkDriver driver = start(rollOnCheckpoint(), 2);
    assertThat(driver.checkpoint(1).committables()).isEmpty();
    driver.endInput();
    assertThat(driver.checkpoint(2).committables()).isEmpty();
    driver.close();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void an_encoder_that_writes_nothing_makes_no_file() throws Exception {
    SinkDriver driver =
        start(FileSink.<String>forRowFormat(directory, (element, stream) -> {}).build(), 1);
    driver.write(0, "x");
    assertThat(driver.checkpoint(1).committables()).isEmpty();
    driver.endInput();
    assertThat(driver.checkpoint(2).committables()).isEmpty();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void by_default_a_file_stays_open_over_checkpoints_until_it_is_old_idle_or_big()
      throws Exception {
    DefaultRollingPolicy<String> policy =
        DefaultRollingPolicy.builder()
            .withMaxPartSize(new MemorySize(10))
            .withRolloverInterval(Duration.ofSeconds(60))
            .withInactivityInterval(Duration.ofSeconds(20))
            .build();
    SinkDriver driver = start(builder().withRollingPolicy(policy).build(), 1);

    driver.write(0, "a");
    clock.advance(Duration.ofSeconds(19));
    assertThat(driver.checkpoint(1).committables()).isEmpty();
    clock.advance(Duration.ofSeconds(19));
    assertThat(driver.checkpoint(2).committables()).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    assertThat(driver.checkpoint(3).committables()).as("idle for 20 s").hasSize(1);

    for (int second = 0; second < 60; second += 15) {
      driver.write(0, "b");
      assertThat(driver.checkpoint(4).committables()).isEmpty();
      clock.advance(Duration.ofSeconds(15));
    }
    driver.write(0, "b");
    assertThat(driver.checkpoint(5).committables()).as("60 s old").hasSize(1);

    driver.write(0, "123456789");
    driver.write(0, "x");
    assertThat(driver.checkpoint(6).committables()).as("10 bytes").hasSize(1);
  }

  @Test
  void the_end_of_input_commits_everything() throws Exception {
    SinkDriver driver = start(builder().build(), 2);
    driver.write(0, "one");
    driver.write(1, "two");
    driver.endInput();
    driver.commit(1, driver.checkpoint(1).committables());
    driver.close();
    assertThat(output().lines()).containsExactlyInAnyOrder("one", "two");
    assertThat(output().hiddenFiles()).isEmpty();
  }

  @Test
  void names_tell_operator_subtask_and_number_and_bear_the_prefix_and_suffix() throws Exception {
    FileSink<String> sink =
        builder()
            .withRollingPolicy(OnCheckpointRollingPolicy.build())
            .withOutputFileConfig("words", ".csv")
            .build();
    SinkDriver driver = start(sink, 2);
    driver.write(1, "one");
    driver.commit(0, driver.checkpoint(1).committables());
    assertThat(output().visibleFiles())
        .singleElement()
        .satisfies(
            file ->
                assertThat(file.getFileName().toString())
                    .matches("words-sink-0000000000-1-[0-9a-f]{16}-00000000\\.csv"));
  }

  @Test
  void an_operator_uid_of_any_form_makes_a_file_name_of_its_own() {
    assertThat(WriterId.fitForNames("my_sink.1")).isEqualTo("my_sink.1");
    assertThat(WriterId.fitForNames("a/b")).matches("a_b_[0-9a-f]{8}");
    assertThat(WriterId.fitForNames("a b")).isNotEqualTo(WriterId.fitForNames("a/b"));
    assertThat(WriterId.fitForNames("x".repeat(500))).hasSize(40);
  }

  @Test
  void a_prefix_that_hides_files_is_refused() {
    for (String prefix : List.of("", ".part", "_part")) {
      assertThatThrownBy(() -> new OutputFileConfig(prefix, ""))
          .hasMessage(
              "Prefix of part files: expected one that begins with neither '.' nor '_', found '%s'",
              prefix);
    }
    assertThatThrownBy(() -> new OutputFileConfig("a/b", ""))
        .hasMessage(
            "Prefix and suffix of part files: expected no path separator, found 'a/b' and ''");
  }

  @Test
  void date_time_buckets_are_directories_by_the_time_of_writing() throws Exception {
    FileSink<String> sink =
        builder()
            .withRollingPolicy(OnCheckpointRollingPolicy.build())
            .withBucketAssigner(new DateTimeBucketAssigner<>("yyyy-MM-dd--HH", ZoneOffset.UTC))
            .build();
    SinkDriver driver = start(sink, 1);
    driver.write(0, "early");
    clock.advance(Duration.ofMinutes(30));
    driver.write(0, "late");
    driver.commit(0, driver.checkpoint(1).committables());
    assertThat(output().visibleFiles().stream().map(f -> directory.relativize(f).getParent()))
        .containsExactly(Path.of("2024-05-17--09"), Path.of("2024-05-17--10"));
  }

  @Test
  void a_bucket_outside_the_base_path_is_refused() throws Exception {
    SinkDriver driver =
        start(builder().withBucketAssigner((element, context) -> "../elsewhere").build(), 1);
    assertThatThrownBy(() -> driver.write(0, "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Bucket '../elsewhere': expected a directory below %s, found %s",
            directory, directory.resolveSibling("elsewhere"));
  }

  @Test
  void a_base_path_that_is_a_file_is_an_error_that_names_it() throws Exception {
    Path file = Files.writeString(directory.resolve("f"), "");
    FileSink<String> sink =
        FileSink.<String>forRowFormat(file, new SimpleStringEncoder<>()).build();
    assertThatThrownBy(() -> start(sink, 1))
        .isInstanceOf(IOException.class)
        .hasMessage("Output path %s: expected a directory, found a file", file);
    FileSink<String> below =
        FileSink.<String>forRowFormat(file.resolve("x"), new SimpleStringEncoder<>()).build();
    assertThatThrownBy(() -> start(below, 1))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("Cannot create output path " + file.resolve("x") + ": ");
  }

  @Test
  void a_base_path_may_be_a_link_to_a_directory() throws Exception {
    Path target = Files.createDirectory(directory.resolve("target"));
    Path link = Files.createSymbolicLink(directory.resolve("link"), target);
    SinkDriver driver =
        start(FileSink.<String>forRowFormat(link, new SimpleStringEncoder<>()).build(), 1);
    driver.write(0, "one");
    driver.endInput();
    driver.commit(0, driver.checkpoint(1).committables());
    assertThat(new OutputDirectory(target).lines()).containsExactly("one");
  }

  @Test
  void an_encoder_that_fails_is_named_with_record_type_and_file() throws Exception {
    Encoder<String> encoder =
        (element, stream) -> {
          throw new IllegalStateException("no such field");
        };
    SinkDriver driver = start(FileSink.<String>forRowFormat(directory, encoder).build(), 1);
    assertThatThrownBy(() -> driver.write(0, "x"))
        .isInstanceOf(IOException.class)
        .hasMessageMatching(
            "(?s)Encoder dev.weir.connector.file.FileSinkTest.* cannot write a record of"
                + " java.lang.String to part file .*inprogress \\(0 bytes so far\\):"
                + " java.lang.IllegalStateException: no such field");
  }

  @Test
  void a_file_that_cannot_be_written_is_named_with_what_was_written_and_the_cause()
      throws Exception {
    SinkDriver driver = start(builder().build(), 1);
    driver.write(0, "x".repeat(100_000));
    Thread.currentThread().interrupt(); // closes the channel, as any failing disk might
    assertThatThrownBy(() -> driver.write(0, "x".repeat(100_000)))
        .isInstanceOf(IOException.class)
        .hasMessageMatching(
            "Cannot write 1 bytes to part file .*inprogress \\(100000 bytes so far\\):"
                + " java.nio.channels.ClosedByInterruptException");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void a_directory_that_is_taken_away_is_an_error_that_names_the_file() throws Exception {
    SinkDriver driver = start(builder().build(), 1);
    Files.delete(directory);
    Files.writeString(directory, "");
    driver.write(0, "x");
    assertThatThrownBy(() -> driver.checkpoint(1))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("Cannot create part file " + directory);
    Files.delete(directory);
    Files.createDirectory(directory);
  }

  @Test
  void a_repeated_commit_says_so_and_changes_nothing() throws Exception {
    SinkDriver driver = start(rollOnCheckpoint(), 2);
    driver.write(0, "one");
    Checkpoint checkpoint = driver.checkpoint(1);
    assertThat(driver.commit(0, checkpoint.committables()))
        .singleElement()
        .satisfies(request -> assertThat(request.alreadyCommitted).isFalse());
    assertThat(driver.commit(1, checkpoint.committables()))
        .singleElement()
        .satisfies(request -> assertThat(request.alreadyCommitted).isTrue());
    assertThat(output().lines()).containsExactly("one");
  }

  @Test
  void a_commit_that_finds_neither_file_fails_with_both_names() throws Exception {
    SinkDriver driver = start(rollOnCheckpoint(), 1);
    PendingFile pending = pendingFile(driver);
    Files.delete(Path.of(pending.hidden()));
    assertThat(commit(driver, pending))
        .hasMessage(
            "Cannot commit %s: neither it nor %s exists; expected one of them with 4 bytes",
            pending.visible(), pending.hidden());
  }

  @Test
  void a_commit_never_replaces_a_file() throws Exception {
    SinkDriver driver = start(rollOnCheckpoint(), 1);
    PendingFile pending = pendingFile(driver);
    Files.writeString(Path.of(pending.visible()), "not ours");
    assertThat(commit(driver, pending))
        .hasMessage(
            "Cannot commit %s: it exists already, and so does %s; expected only one of them",
            pending.visible(), pending.hidden());
    assertThat(Path.of(pending.visible())).hasContent("not ours");
  }

  @Test
  void a_commit_of_a_file_with_another_length_fails() throws Exception {
    SinkDriver driver = start(rollOnCheckpoint(), 1);
    PendingFile pending = pendingFile(driver);
    Files.writeString(Path.of(pending.hidden()), "on");
    assertThat(commit(driver, pending))
        .hasMessage(
            "Cannot commit %s: expected 4 bytes in %s, found 2",
            pending.visible(), pending.hidden());
    assertThat(output().visibleFiles()).isEmpty();
  }

  @Test
  void one_file_that_cannot_be_committed_does_not_hold_back_the_others() throws Exception {
    SinkDriver driver = start(rollOnCheckpoint(), 2);
    driver.write(0, "one");
    driver.write(1, "two");
    Checkpoint checkpoint = driver.checkpoint(1);
    Files.delete(output().hiddenFiles().get(0));
    List<Request> requests = driver.commit(0, checkpoint.committables());
    assertThat(requests.stream().filter(request -> request.failure == null)).hasSize(1);
    assertThat(output().visibleFiles()).hasSize(1);
  }

  @Test
  void going_back_to_before_a_committed_file_is_refused() throws Exception {
    SinkDriver driver = start(builder().build(), 1);
    driver.write(0, "one");
    Checkpoint old = driver.checkpoint(1);
    String hidden = output().hiddenFiles().get(0).toString();
    driver.endInput();
    driver.commit(0, driver.checkpoint(2).committables());
    String visible = output().visibleFiles().get(0).toString();
    assertThatThrownBy(() -> new SinkDriver(builder().build(), job, 1, 1, old))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "Part file %s does not exist; expected at least 4 bytes, as the checkpoint says. It was"
                + " committed as %s after the checkpoint, so going on from this checkpoint would"
                + " write output twice",
            hidden, visible);
  }

  @Test
  void an_open_file_that_has_lost_bytes_is_an_error() throws Exception {
    SinkDriver driver = start(builder().build(), 1);
    driver.write(0, "one");
    Checkpoint checkpoint = driver.checkpoint(1);
    Path hidden = output().hiddenFiles().get(0);
    Files.writeString(hidden, "o");
    assertThatThrownBy(() -> new SinkDriver(builder().build(), job, 1, 1, checkpoint))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "Part file %s has become shorter: expected at least 4 bytes, as the checkpoint says,"
                + " found 1",
            hidden);
    assertThat(output().hiddenFiles()).containsExactly(hidden);
  }

  @Test
  void a_file_that_is_in_a_checkpoint_survives_close_and_others_do_not() throws Exception {
    SinkDriver driver = start(builder().build(), 2);
    driver.write(0, "in the checkpoint");
    driver.checkpoint(1);
    driver.write(0, "in the same file");
    driver.write(1, "x".repeat(1_000_000));
    assertThat(output().hiddenFiles()).hasSize(2);
    driver.close();
    assertThat(output().hiddenFiles()).hasSize(1);
    assertThat(output().visibleFiles()).isEmpty();
  }

  @Test
  void a_restore_deletes_what_dead_attempts_left_and_nothing_of_others() throws Exception {
    SinkDriver first = start(builder().build(), 1);
    first.write(0, "one");
    Checkpoint checkpoint = first.checkpoint(1);
    first.write(0, "x".repeat(100_000));
    SinkDriver killed = new SinkDriver(builder().build(), job, 1, 1, checkpoint);
    killed.write(0, "x".repeat(100_000));
    SinkDriver otherJob = new SinkDriver(builder().build(), JobID.generate(), 0, 1, null);
    otherJob.write(0, "x".repeat(100_000));
    SinkDriver otherName =
        new SinkDriver(builder().withOutputFileConfig("q", "").build(), job, 1, 1, null);
    otherName.write(0, "x".repeat(100_000));
    Path foreign = Files.writeString(directory.resolve(".part-sink-0.inprogress"), "?");
    assertThat(output().hiddenFiles()).hasSize(5);

    SinkDriver restored = new SinkDriver(builder().build(), job, 2, 1, checkpoint);
    assertThat(output().hiddenFiles())
        .as("the open file, its copy, and three of others")
        .hasSize(5)
        .contains(foreign);
    restored.endInput();
    restored.commit(0, restored.checkpoint(2).committables());
    assertThat(output().lines()).containsExactly("one");
    assertThat(output().hiddenFiles()).as("three of others").hasSize(3).contains(foreign);
  }

  @Test
  void a_file_that_cannot_be_closed_keeps_no_other_from_being_closed() throws Exception {
    SinkDriver driver =
        start(builder().withBucketAssigner((element, context) -> element).build(), 1);
    for (String bucket : List.of("a", "b", "c")) {
      driver.write(0, bucket);
    }
    driver.endInput();
    for (Path hidden : output().hiddenFiles()) {
      if (!hidden.getParent().endsWith("c")) {
        Files.delete(hidden);
        Files.createFile(Files.createDirectory(hidden).resolve("in the way"));
      }
    }

    assertThatThrownBy(driver::close)
        .isInstanceOf(DirectoryNotEmptyException.class)
        .satisfies(
            failure ->
                assertThat(failure.getSuppressed())
                    .singleElement()
                    .isInstanceOf(DirectoryNotEmptyException.class));
    assertThat(directory.resolve("c")).isEmptyDirectory();
  }

  private DefaultRowFormatBuilder<String> builder() {
    return FileSink.<String>forRowFormat(directory, new SimpleStringEncoder<>()).withClock(clock);
  }

  private FileSink<String> rollOnCheckpoint() {
    return builder().withRollingPolicy(OnCheckpointRollingPolicy.build()).build();
  }

  private SinkDriver start(FileSink<String> sink, int parallelism) throws Exception {
    return new SinkDriver(sink, job, 0, parallelism, null);
  }

  private OutputDirectory output() {
    return new OutputDirectory(directory);
  }

  private static PendingFile pendingFile(SinkDriver driver) throws Exception {
    driver.write(0, "one");
    byte[] committable = driver.checkpoint(1).committables().get(0);
    return (PendingFile) new FileSinkCommittableSerializer().deserialize(1, committable);
  }

  private static @Nullable Throwable commit(SinkDriver driver, PendingFile pending)
      throws Exception {
    byte[] committable = new FileSinkCommittableSerializer().serialize(pending);
    return driver.commit(0, List.of(committable)).get(0).failure;
  }
}
