package dev.weir.protocol.log;

import java.util.Optional;

/**
 * Proof that an entry is in the log: made only by {@link LogAppend}, when it has been appended, and
 * by {@link JobHistory}, when it has been read.
 */
public final class LoggedEntry {

  private final LogRecord record;

  LoggedEntry(LogRecord record) {
    this.record = record;
  }

  public LogRecord record() {
    return record;
  }

  public LogEntry entry() {
    return record.entry();
  }

  /** The permit to commit what precedes this checkpoint; empty if nothing is to be committed. */
  public Optional<CommitPermit> commitPermit() {
    return record.entry().accept(new PermitOf());
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof LoggedEntry other && record.equals(other.record);
  }

  @Override
  public int hashCode() {
    return record.hashCode();
  }

  @Override
  public String toString() {
    return "logged " + record;
  }

  private static final class PermitOf implements LogEntry.Visitor<Optional<CommitPermit>> {
    @Override
    public Optional<CommitPermit> runStarted(LogEntry.RunStarted entry) {
      return Optional.empty();
    }

    @Override
    public Optional<CommitPermit> leaderElected(LogEntry.LeaderElected entry) {
      return Optional.empty();
    }

    @Override
    public Optional<CommitPermit> checkpointCompleted(LogEntry.CheckpointCompleted entry) {
      return Optional.of(new CommitPermit(entry.checkpointId(), entry.kind()));
    }

    @Override
    public Optional<CommitPermit> savepointCompleted(LogEntry.SavepointCompleted entry) {
      return entry.kind().isTerminal()
          ? Optional.of(new CommitPermit(entry.checkpointId(), entry.kind()))
          : Optional.empty();
    }

    @Override
    public Optional<CommitPermit> jobEnded(LogEntry.JobEnded entry) {
      return Optional.empty();
    }
  }
}
