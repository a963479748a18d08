package dev.weir.runtime.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.config.Configuration;
import dev.weir.config.WeirOptions;
import dev.weir.protocol.log.CheckpointLayout;
import dev.weir.protocol.log.LogEntry;
import dev.weir.protocol.log.LogEntry.JobEnd;
import dev.weir.protocol.log.LogEntry.JobEnded;
import dev.weir.protocol.log.LogRecord;
import dev.weir.runtime.coordinator.RunChoice.Mode;
import dev.weir.runtime.storage.LogRecordJson;
import dev.weir.state.spi.CheckpointStorage;
import dev.weir.storage.file.FileCheckpointStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is begun or gone on with, by what lies in storage. */
class RunSelectionTest {

  private static final String JOB = "words";

  @TempDir private Path directory;
  private CheckpointStorage storage;

  @BeforeEach
  void open() throws IOException {
    storage = FileCheckpointStorage.open(directory);
  }

  @AfterEach
  void close() throws IOException {
    storage.close();
  }

  /** The run's creator may only be slow: in its log one of the two is refused. */
  @Test
  void a_run_that_somebody_may_be_about_to_begin_is_begun_and_not_the_next_one() throws Exception {
    emptyRun(1);

    OpenedRun first = select(Mode.GO_ON);
    OpenedRun second = select(Mode.GO_ON);

    assertThat(first.layout()).isEqualTo(new CheckpointLayout(JOB, 1));
    assertThat(second.layout()).isEqualTo(first.layout());
    assertThat(append(first, "a")).isTrue();
    assertThat(append(second, "b")).isFalse();
  }

  @Test
  void of_several_runs_with_empty_logs_the_oldest_is_begun() throws Exception {
    ended(1, JobEnd.CANCELED);
    emptyRun(2);
    emptyRun(3);

    assertThat(select(Mode.GO_ON).layout().run()).isEqualTo(2);
    assertThat(select(Mode.RESUME).layout().run()).isEqualTo(2);
  }

  @Test
  void a_run_that_was_begun_is_gone_on_with_though_a_later_log_is_empty() throws Exception {
    assertThat(append(select(Mode.GO_ON), "a")).isTrue();
    emptyRun(2);

    OpenedRun open = select(Mode.GO_ON);

    assertThat(open.layout().run()).isEqualTo(1);
    assertThat(open.term()).isEqualTo(2);
    assertThat(open.entry()).isInstanceOf(LogEntry.LeaderElected.class);
  }

  @Test
  void who_wants_a_new_run_leaves_alone_what_lies_there() throws Exception {
    emptyRun(1);

    assertThat(select(Mode.BEGIN).layout().run()).isEqualTo(2);
  }

  @Test
  void without_any_run_the_first_is_begun() throws Exception {
    OpenedRun open = select(Mode.RESUME);

    assertThat(open.layout().run()).isEqualTo(1);
    assertThat(open.term()).isEqualTo(1);
    assertThat(open.latestManifest()).isEmpty();
  }

  private OpenedRun select(Mode mode) throws IOException {
    return new RunSelection(
            JOB, WeirOptions.of(Configuration.defaults()).job(), RunChoice.of(mode), storage)
        .open(1_000);
  }

  private void emptyRun(long run) throws IOException {
    Files.createDirectories(directory.resolve(new CheckpointLayout(JOB, run).logDirectory()));
  }

  private void ended(long run, JobEnd end) throws IOException {
    CheckpointLayout layout = new CheckpointLayout(JOB, run);
    LogRecord started =
        new LogRecord(
            1,
            1,
            "a",
            1,
            LogRecord.NOTHING,
            new LogEntry.RunStarted(JOB, run, 1_000, Optional.empty()));
    put(layout, started);
    put(
        layout,
        new LogRecord(
            2, 1, "a", 1, started.identity(), new JobEnded(end, 2_000, true, Optional.empty())));
  }

  private boolean append(OpenedRun open, String node) throws IOException {
    return put(
        open.layout(), new LogRecord(1, open.term(), node, 1, LogRecord.NOTHING, open.entry()));
  }

  private boolean put(CheckpointLayout layout, LogRecord record) throws IOException {
    return storage.putIfAbsent(layout.logEntry(record.number()), LogRecordJson.encode(record));
  }
}
