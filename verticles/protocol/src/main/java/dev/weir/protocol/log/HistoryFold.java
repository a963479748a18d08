package dev.weir.protocol.log;

import dev.weir.protocol.checkpoint.CheckpointKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a log from the front, entry by entry, and refuses what no coordinator can have written. */
final class HistoryFold implements LogEntry.Visitor<HistoryFold> {

  private final List<LoggedCheckpoint> checkpoints = new ArrayList<>();
  private final List<LoggedCheckpoint> savepoints = new ArrayList<>();
  private Optional<LoggedCheckpoint> terminalSavepoint = Optional.empty();
  private Optional<LogEntry.JobEnded> end = Optional.empty();
  private @Nullable LogRecord previous;
  private LogRecord current;
  private long highestId;

  private HistoryFold(LogRecord first) {
    current = first;
  }

  static JobHistory fold(Collection<LogRecord> records) {
    if (records.isEmpty()) {
      return JobHistory.EMPTY;
    }
    List<LogRecord> log = contiguous(records);
    HistoryFold fold = new HistoryFold(log.get(0));
    log.forEach(fold::append);
    return fold.history();
  }

  /**
   * Whether entries are missing in front of the last one of which nothing above says that they are
   * not needed any more.
   */
  static boolean isTorn(Collection<LogRecord> records) {
    List<LogRecord> log = linked(records);
    return !log.isEmpty()
        && log.get(0).number() > 1
        && log.stream().noneMatch(HistoryFold::canBeRestored);
  }

  private static List<LogRecord> contiguous(Collection<LogRecord> records) {
    List<LogRecord> log = linked(records);
    if (isTorn(log)) {
      throw new InvalidLogException(
          "entry %d is missing, and no completed checkpoint stands after it"
              .formatted(log.get(0).number() - 1));
    }
    return log;
  }

  /** The last entry and those before it, as long as each follows the other. */
  private static List<LogRecord> linked(Collection<LogRecord> records) {
    List<LogRecord> sorted = new ArrayList<>(records);
    sorted.sort(Comparator.comparingLong(LogRecord::number));
    int start = 0;
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i).number() == sorted.get(i - 1).number()) {
        throw new InvalidLogException("entry %d is there twice".formatted(sorted.get(i).number()));
      }
      if (!sorted.get(i).comesAfter(sorted.get(i - 1))) {
        start = i;
      }
    }
    return sorted.subList(start, sorted.size());
  }

  /** Only what stands before such an entry is ever removed. */
  private static boolean canBeRestored(LogRecord record) {
    return record.entry() instanceof LogEntry.CheckpointCompleted
        || (record.entry() instanceof LogEntry.SavepointCompleted savepoint
            && savepoint.kind().isTerminal());
  }

  private void append(LogRecord record) {
    current = record;
    requireOrder();
    record.entry().accept(this);
    previous = record;
  }

  private void requireOrder() {
    if (end.isPresent()) {
      throw invalid("stands after the end of the job");
    }
    if (previous == null) {
      return;
    }
    if (current.term() < previous.term()) {
      throw invalid(
          "is of term %d, but the entry before it is of term %d"
              .formatted(current.term(), previous.term()));
    }
    boolean newTerm = current.term() > previous.term();
    if (newTerm && !(current.entry() instanceof LogEntry.LeaderElected)) {
      throw invalid("is of term %d, which has not begun".formatted(current.term()));
    }
    if (!newTerm && !current.node().equals(previous.node())) {
      throw invalid(
          "was written by node %s, but term %d is that of node %s"
              .formatted(current.node(), current.term(), previous.node()));
    }
  }

  private InvalidLogException invalid(String what) {
    return new InvalidLogException(
        "entry %d (%s) %s".formatted(current.number(), current.entry(), what));
  }

  @Override
  public HistoryFold runStarted(LogEntry.RunStarted entry) {
    if (current.number() != 1) {
      throw invalid("can only be the first");
    }
    return this;
  }

  @Override
  public HistoryFold leaderElected(LogEntry.LeaderElected entry) {
    requireRunStarted();
    return this;
  }

  @Override
  public HistoryFold checkpointCompleted(LogEntry.CheckpointCompleted entry) {
    requireRunStarted();
    if (!checkpoints.isEmpty()) {
      long last = checkpoints.get(checkpoints.size() - 1).checkpointId();
      if (entry.checkpointId() <= last) {
        throw invalid("does not come after checkpoint " + last);
      }
    }
    highestId = Math.max(highestId, entry.checkpointId());
    checkpoints.add(
        logged(entry.checkpointId(), entry.kind(), entry.timestamp(), entry.manifest()));
    int subsumed = Math.max(0, checkpoints.size() - entry.numRetained());
    checkpoints.subList(0, subsumed).clear();
    terminalSavepoint = Optional.empty();
    return this;
  }

  @Override
  public HistoryFold savepointCompleted(LogEntry.SavepointCompleted entry) {
    requireRunStarted();
    highestId = Math.max(highestId, entry.checkpointId());
    LoggedCheckpoint savepoint =
        logged(entry.checkpointId(), entry.kind(), entry.timestamp(), entry.manifest());
    savepoints.add(savepoint);
    if (entry.kind().isTerminal()) {
      terminalSavepoint = Optional.of(savepoint);
    }
    return this;
  }

  @Override
  public HistoryFold jobEnded(LogEntry.JobEnded entry) {
    requireRunStarted();
    end = Optional.of(entry);
    if (!entry.checkpointsKept()) {
      checkpoints.clear();
    }
    return this;
  }

  private void requireRunStarted() {
    if (current.number() == 1) {
      throw invalid("is the first, expected the start of a run");
    }
  }

  private LoggedCheckpoint logged(long id, CheckpointKind kind, long timestamp, String manifest) {
    return new LoggedCheckpoint(
        current.number(), id, kind, timestamp, manifest, new LoggedEntry(current));
  }

  private JobHistory history() {
    List<LoggedCheckpoint> retained = new ArrayList<>(checkpoints);
    terminalSavepoint.ifPresent(retained::add);
    return new JobHistory(retained, savepoints, highestId + 1, Optional.of(current), end);
  }
}
