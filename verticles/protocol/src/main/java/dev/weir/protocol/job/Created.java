package dev.weir.protocol.job;

import dev.weir.protocol.Step;
import dev.weir.protocol.log.LogEntry;
import java.util.Optional;

/** Nothing has been started. */
public record Created(RestartPolicy policy, long firstAttempt) implements JobLife {

  @Override
  public JobStatus status() {
    return JobStatus.CREATED;
  }

  @Override
  public Step<JobLife, JobEffect> onStart(long now) {
    return Starting.enter(firstAttempt, policy);
  }

  @Override
  public Step<JobLife, JobEffect> onCancel() {
    return Ending.enter(LogEntry.JobEnd.CANCELED, Optional.empty());
  }

  @Override
  public Step<JobLife, JobEffect> onSuspend() {
    return Suspended.enter();
  }
}
