package dev.weir.runtime.coordinator;

import dev.weir.protocol.EncodedAccumulators;
import dev.weir.protocol.job.AttemptFailure;
import dev.weir.protocol.job.JobStatus;
import dev.weir.protocol.log.LogEntry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a job ended.
 *
 * @param thrown what the last failure threw, whole; null if nothing failed or it has no exception
 * @param accumulated by all subtasks of the last attempt; nothing unless the job has finished
 */
public record JobOutcome(
    JobStatus status,
    @Nullable Throwable thrown,
    Optional<AttemptFailure> failure,
    EncodedAccumulators accumulated) {

  /** How a job ended that a coordinator no more there has brought to its end. */
  public static JobOutcome of(LogEntry.JobEnded end) {
    JobStatus status =
        switch (end.end()) {
          case FINISHED -> JobStatus.FINISHED;
          case CANCELED -> JobStatus.CANCELED;
          case FAILED -> JobStatus.FAILED;
        };
    Optional<AttemptFailure> failure =
        end.cause().map(cause -> new AttemptFailure(0, end.timestamp(), Optional.empty(), cause));
    return new JobOutcome(status, null, failure, end.accumulated());
  }
}
