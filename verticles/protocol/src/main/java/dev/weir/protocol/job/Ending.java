package dev.weir.protocol.job;

import dev.weir.protocol.FailureCause;
import dev.weir.protocol.Step;
import dev.weir.protocol.log.LogEntry;
import java.util.Optional;

/** The end is being written to the log; until it is there. */
public record Ending(LogEntry.JobEnd end, Optional<FailureCause> cause) implements JobLife {

  @Override
  public JobStatus status() {
    return Ending.before(end);
  }

  static Step<JobLife, JobEffect> enter(LogEntry.JobEnd end, Optional<FailureCause> cause) {
    return Step.to(new Ending(end, cause), new JobEffect.LogEnd(end, cause));
  }

  private static JobStatus before(LogEntry.JobEnd end) {
    return switch (end) {
      case FINISHED -> JobStatus.RUNNING;
      case CANCELED -> JobStatus.CANCELLING;
      case FAILED -> JobStatus.FAILING;
    };
  }

  @Override
  public Step<JobLife, JobEffect> onEndLogged() {
    Ended ended = new Ended(end, cause);
    return Step.to(ended, new JobEffect.ReportStatus(ended.status()));
  }

  @Override
  public Step<JobLife, JobEffect> onSuspend() {
    return Suspended.enter();
  }
}
