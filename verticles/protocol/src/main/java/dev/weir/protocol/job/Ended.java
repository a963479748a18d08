package dev.weir.protocol.job;

import dev.weir.protocol.FailureCause;
import dev.weir.protocol.log.LogEntry;
import java.util.Optional;

/** The job is over. */
public record Ended(LogEntry.JobEnd end, Optional<FailureCause> cause) implements JobLife {

  @Override
  public JobStatus status() {
    return Ended.of(end);
  }

  private static JobStatus of(LogEntry.JobEnd end) {
    return switch (end) {
      case FINISHED -> JobStatus.FINISHED;
      case CANCELED -> JobStatus.CANCELED;
      case FAILED -> JobStatus.FAILED;
    };
  }
}
