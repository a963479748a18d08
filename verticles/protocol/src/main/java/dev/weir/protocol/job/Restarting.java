package dev.weir.protocol.job;

import dev.weir.protocol.Step;
import dev.weir.protocol.log.LogEntry;
import java.util.Optional;

/** No attempt is there; until it is time for the next. */
public record Restarting(long attempt, long at, RestartPolicy policy) implements JobLife {

  @Override
  public JobStatus status() {
    return JobStatus.RESTARTING;
  }

  @Override
  public Step<JobLife, JobEffect> onTimer(long now) {
    return now < at
        ? Step.to(this, new JobEffect.ScheduleTimer(at))
        : Starting.enter(attempt, policy);
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
