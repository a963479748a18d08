package dev.weir.protocol.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.protocol.checkpoint.CheckpointKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobHistoryTest {

  private final List<LogRecord> log = new ArrayList<>();

  private JobHistoryTest() {
    write(1, new LogEntry.RunStarted("job", 1, 0, Optional.empty()));
  }

  private void write(long term, LogEntry entry) {
    write(term, "node-" + term, entry);
  }

  private void write(long term, String node, LogEntry entry) {
    String follows = log.isEmpty() ? LogRecord.NOTHING : log.get(log.size() - 1).identity();
    log.add(new LogRecord(log.size() + 1, term, node, 1, follows, entry));
  }

  private void checkpoint(long id, int retained) {
    write(1, completed(id, retained));
  }

  private static LogEntry completed(long id, int retained) {
    return new LogEntry.CheckpointCompleted(
        id, CheckpointKind.CHECKPOINT, 0, "chk-" + id, retained);
  }

  private static LogEntry savepoint(long id, CheckpointKind kind) {
    return new LogEntry.SavepointCompleted(id, kind, 0, "sp-" + id);
  }

  private static List<Long> ids(List<LoggedCheckpoint> checkpoints) {
    return checkpoints.stream().map(LoggedCheckpoint::checkpointId).toList();
  }

  @Test
  void empty_log_is_an_empty_history() {
    assertThat(JobHistory.of(List.of())).isEqualTo(JobHistory.EMPTY);
    assertThat(JobHistory.EMPTY.nextCheckpointId()).isEqualTo(1);
    assertThat(JobHistory.EMPTY.term()).isZero();
  }

  @Test
  void last_checkpoints_are_retained_whatever_the_order_of_the_files() {
    checkpoint(1, 2);
    checkpoint(3, 2);
    checkpoint(4, 2);
    Collections.reverse(log);
    JobHistory history = JobHistory.of(log);

    assertThat(ids(history.retained())).containsExactly(3L, 4L);
    assertThat(history.latest().orElseThrow().checkpointId()).isEqualTo(4);
    assertThat(history.nextCheckpointId()).isEqualTo(5);
  }

  @Test
  void permit_comes_from_a_logged_checkpoint_and_not_from_a_savepoint_with_which_the_job_goes_on() {
    checkpoint(1, 1);
    write(1, savepoint(2, CheckpointKind.SAVEPOINT));
    JobHistory history = JobHistory.of(log);

    assertThat(history.latest().orElseThrow().proof().commitPermit())
        .contains(new CommitPermit(1, CheckpointKind.CHECKPOINT));
    assertThat(ids(history.savepoints())).containsExactly(2L);
    assertThat(history.savepoints().get(0).proof().commitPermit()).isEmpty();
  }

  @Test
  void recovery_restores_from_a_terminal_savepoint_until_the_next_checkpoint() {
    checkpoint(1, 1);
    write(1, savepoint(2, CheckpointKind.STOP_SAVEPOINT));
    assertThat(ids(JobHistory.of(log).retained())).containsExactly(1L, 2L);

    checkpoint(3, 1);
    assertThat(ids(JobHistory.of(log).retained())).containsExactly(3L);
  }

  @Test
  void log_may_begin_with_a_terminal_savepoint() {
    checkpoint(1, 1);
    write(1, savepoint(2, CheckpointKind.STOP_SAVEPOINT));
    write(1, new LogEntry.JobEnded(LogEntry.JobEnd.FINISHED, 9, false, Optional.empty()));
    log.subList(0, 2).clear();
    JobHistory history = JobHistory.of(log);

    assertThat(ids(history.retained())).containsExactly(2L);
    assertThat(history.end()).isPresent();
  }

  @Test
  void end_of_the_job_may_take_its_checkpoints_along() {
    checkpoint(1, 1);
    LogEntry.JobEnded end =
        new LogEntry.JobEnded(LogEntry.JobEnd.FINISHED, 9, false, Optional.empty());
    write(1, end);
    JobHistory history = JobHistory.of(log);

    assertThat(history.end()).contains(end);
    assertThat(history.retained()).isEmpty();
  }

  @Test
  void nothing_stands_after_the_end() {
    write(1, new LogEntry.JobEnded(LogEntry.JobEnd.CANCELED, 9, true, Optional.empty()));
    checkpoint(1, 1);

    assertThatThrownBy(() -> JobHistory.of(log))
        .isInstanceOf(InvalidLogException.class)
        .hasMessageEndingWith("stands after the end of the job");
  }

  @Test
  void leader_begins_a_term() {
    write(2, new LogEntry.LeaderElected(5));
    write(2, completed(1, 1));

    assertThat(JobHistory.of(log).term()).isEqualTo(2);
  }

  @Test
  void term_that_has_not_begun_is_refused() {
    write(2, completed(1, 1));

    assertThatThrownBy(() -> JobHistory.of(log))
        .hasMessageEndingWith("is of term 2, which has not begun");
  }

  @Test
  void falling_term_is_refused() {
    write(2, new LogEntry.LeaderElected(5));
    checkpoint(1, 1);

    assertThatThrownBy(() -> JobHistory.of(log))
        .hasMessageEndingWith("is of term 1, but the entry before it is of term 2");
  }

  @Test
  void two_nodes_in_one_term_are_refused() {
    write(1, "other", completed(1, 1));

    assertThatThrownBy(() -> JobHistory.of(log))
        .hasMessageEndingWith("was written by node other, but term 1 is that of node node-1");
  }

  @Test
  void falling_checkpoint_id_is_refused() {
    checkpoint(5, 1);
    checkpoint(5, 1);

    assertThatThrownBy(() -> JobHistory.of(log))
        .hasMessageEndingWith("does not come after checkpoint 5");
  }

  @Test
  void first_entry_is_the_start_of_the_run() {
    log.clear();
    checkpoint(1, 1);

    assertThatThrownBy(() -> JobHistory.of(log))
        .hasMessageEndingWith("is the first, expected the start of a run");
  }

  @Test
  void run_starts_once() {
    write(1, new LogEntry.RunStarted("job", 1, 0, Optional.empty()));

    assertThatThrownBy(() -> JobHistory.of(log)).hasMessageEndingWith("can only be the first");
  }

  @Test
  void entry_that_is_there_twice_is_refused() {
    log.add(log.get(0));

    assertThatThrownBy(() -> JobHistory.of(log)).hasMessage("entry 1 is there twice");
  }

  @Test
  void lost_entry_without_a_checkpoint_after_it_is_noticed() {
    checkpoint(1, 1);
    write(2, new LogEntry.LeaderElected(5));
    log.remove(1);

    assertThatThrownBy(() -> JobHistory.of(log))
        .hasMessage("entry 2 is missing, and no completed checkpoint stands after it");
  }

  @Test
  void truncated_log_reads_the_same_at_every_moment_and_leftovers_below_a_gap_are_left_out() {
    for (int id = 1; id <= 6; id++) {
      checkpoint(id, 2);
    }
    JobHistory before = JobHistory.of(log);
    List<Long> removable = before.truncatable(log.stream().map(LogRecord::number).toList());
    assertThat(removable).containsExactly(1L, 2L, 3L, 4L, 5L);

    for (Long number : removable) {
      log.removeIf(record -> record.number() == number);
      assertThat(JobHistory.of(log)).isEqualTo(before);
    }
    log.add(new LogRecord(3, 1, "straggler", 1, "2/1/node-1/1", completed(2, 2)));
    assertThat(JobHistory.of(log)).isEqualTo(before);
    log.add(new LogRecord(5, 1, "straggler", 1, "4/1/node-1/1", completed(4, 2)));
    assertThat(JobHistory.of(log)).isEqualTo(before);
  }

  @Test
  void entries_are_removed_on_the_strength_of_those_known_to_be_appended_only() {
    for (int id = 1; id <= 6; id++) {
      checkpoint(id, 2);
    }
    List<Long> numbers = log.stream().map(LogRecord::number).toList();

    assertThat(JobHistory.truncatable(log, log.get(6), numbers))
        .containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(JobHistory.truncatable(log, log.get(3), numbers)).containsExactly(1L, 2L);
    assertThat(JobHistory.truncatable(log, log.get(0), numbers)).isEmpty();
  }

  @Test
  void nothing_is_removed_after_others_have_removed_what_would_be_needed_to_tell() {
    checkpoint(1, 1);
    write(2, new LogEntry.LeaderElected(5));
    LogRecord elected = log.get(2);
    write(2, completed(2, 1));
    List<LogRecord> torn = log.subList(2, 4);

    assertThat(JobHistory.truncatable(torn, elected, List.of(3L, 4L))).isEmpty();
    assertThat(JobHistory.truncatable(log.subList(3, 4), elected, List.of(4L))).isEmpty();
  }

  @Test
  void log_without_a_checkpoint_is_not_truncated() {
    assertThat(JobHistory.of(log).truncatable(List.of(1L))).isEmpty();
  }

  @Test
  void paths_are_as_documented() {
    CheckpointLayout layout = new CheckpointLayout("wordcount", 1);

    assertThat(layout.logEntry(1)).isEqualTo("wordcount/run-000001/log/0000000001");
    assertThat(layout.checkpointDirectory(1, 17)).isEqualTo("wordcount/run-000001/chk-17-t1");
    assertThat(layout.savepointDirectory(2, 18))
        .isEqualTo("wordcount/savepoints/run-000001-sp-18-t2");
    assertThat(CheckpointLayout.runNumber("run-000012")).hasValue(12);
    assertThat(CheckpointLayout.runNumber("savepoints")).isEmpty();
    assertThat(CheckpointLayout.entryNumber("0000000007")).hasValue(7);
    assertThat(CheckpointLayout.entryNumber("7.tmp")).isEmpty();
    assertThat(CheckpointLayout.directoryNameOf("Word Count/2")).isEqualTo("Word-Count-2");
    assertThat(CheckpointLayout.directoryNameOf("../x")).isEqualTo("job-..-x");
    assertThatThrownBy(() -> new CheckpointLayout("..", 1))
        .hasMessageStartingWith("\"..\" cannot be a directory of checkpoints");
  }
}
