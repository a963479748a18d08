package dev.weir.protocol.job;

import dev.weir.protocol.Step;
import dev.weir.protocol.log.LogEntry;
import java.util.Optional;

/** Somebody wants the job to end at once; until none of its subtasks is left. */
public record Cancelling(long attempt) implements JobLife {

  @Override
  public JobStatus status() {
    return JobStatus.CANCELLING;
  }

  static Step<JobLife, JobEffect> enter(long attempt) {
    return Step.to(
        new Cancelling(attempt),
        new JobEffect.ReportStatus(JobStatus.CANCELLING),
        new JobEffect.CancelAttempt(attempt));
  }

  @Override
  public Step<JobLife, JobEffect> onAttemptGone(long gone, long now) {
    return gone == attempt
        ? Ending.enter(LogEntry.JobEnd.CANCELED, Optional.empty())
        : Step.to(this);
  }

  @Override
  public Step<JobLife, JobEffect> onSuspend() {
    return Suspended.enter();
  }
}
