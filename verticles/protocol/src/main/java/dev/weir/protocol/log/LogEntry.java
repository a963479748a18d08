package dev.weir.protocol.log;

import static java.util.Objects.requireNonNull;

import dev.weir.protocol.EncodedAccumulators;
import dev.weir.protocol.FailureCause;
import dev.weir.protocol.checkpoint.CheckpointKind;
import java.util.Optional;

/**
 * One fact in the checkpoint log. What a later coordinator may rely on is what stands here and
 * nothing else. All times are milliseconds.
 */
public sealed interface LogEntry {

  <R> R accept(Visitor<R> visitor);

  /** One method for each kind of entry. */
  interface Visitor<R> {
    R runStarted(RunStarted entry);

    R leaderElected(LeaderElected entry);

    R checkpointCompleted(CheckpointCompleted entry);

    R savepointCompleted(SavepointCompleted entry);

    R jobEnded(JobEnded entry);
  }

  /**
   * The first entry of every run.
   *
   * @param restoredFrom path of the manifest it starts from, if it does not start from nothing
   */
  record RunStarted(String job, long run, long timestamp, Optional<String> restoredFrom)
      implements LogEntry {

    public RunStarted {
      requireNonNull(job, "job is null");
      requireNonNull(restoredFrom, "restoredFrom is null");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.runStarted(this);
    }
  }

  /** A coordinator begins its term; those of smaller terms are deposed by it. */
  record LeaderElected(long timestamp) implements LogEntry {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.leaderElected(this);
    }
  }

  /**
   * A checkpoint exists from here on; those before the last {@code numRetained} do not exist any
   * more.
   *
   * @param timestamp when it was triggered
   * @param manifest path of its manifest
   */
  record CheckpointCompleted(
      long checkpointId, CheckpointKind kind, long timestamp, String manifest, int numRetained)
      implements LogEntry {

    public CheckpointCompleted {
      requireNonNull(kind, "kind is null");
      requireNonNull(manifest, "manifest is null");
      if (kind.isSavepoint()) {
        throw new IllegalArgumentException(
            "%d is a %s, expected a checkpoint".formatted(checkpointId, kind));
      }
      if (numRetained < 1) {
        throw new IllegalArgumentException(
            "checkpoint %d is to be kept with %d others, expected itself at least"
                .formatted(checkpointId, numRetained - 1));
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.checkpointCompleted(this);
    }
  }

  /**
   * A savepoint exists from here on. Recovery restores from it only if it is terminal: after
   * another one the sinks have not committed.
   */
  record SavepointCompleted(long checkpointId, CheckpointKind kind, long timestamp, String manifest)
      implements LogEntry {

    public SavepointCompleted {
      requireNonNull(kind, "kind is null");
      requireNonNull(manifest, "manifest is null");
      if (!kind.isSavepoint()) {
        throw new IllegalArgumentException(
            "%d is a %s, expected a savepoint".formatted(checkpointId, kind));
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.savepointCompleted(this);
    }
  }

  /**
   * The job is over. The last entry of a log.
   *
   * @param checkpointsKept whether its checkpoints still exist; savepoints do in any case
   * @param cause of {@link JobEnd#FAILED}, otherwise empty
   * @param accumulated what its functions had added up, of {@link JobEnd#FINISHED}; otherwise
   *     nothing
   */
  record JobEnded(
      JobEnd end,
      long timestamp,
      boolean checkpointsKept,
      Optional<FailureCause> cause,
      EncodedAccumulators accumulated)
      implements LogEntry {

    /** What values of accumulators may take in an entry; {@link EncodedAccumulators#within}. */
    public static final long MAX_ACCUMULATED_BYTES = 1 << 20;

    public JobEnded {
      requireNonNull(end, "end is null");
      requireNonNull(cause, "cause is null");
      requireNonNull(accumulated, "accumulated is null");
      if (cause.isPresent() != (end == JobEnd.FAILED)) {
        throw new IllegalArgumentException(
            "a job that %s has %s cause".formatted(end, cause.isPresent() ? "a" : "no"));
      }
    }

    /** The end of a job that has added up nothing. */
    public JobEnded(
        JobEnd end, long timestamp, boolean checkpointsKept, Optional<FailureCause> cause) {
      this(end, timestamp, checkpointsKept, cause, EncodedAccumulators.NONE);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.jobEnded(this);
    }
  }

  /** How a job can end. */
  enum JobEnd {
    FINISHED,
    CANCELED,
    FAILED
  }
}
