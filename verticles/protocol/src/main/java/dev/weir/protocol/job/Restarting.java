package dev.weir.protocol.job;

import dev.weir.protocol.Step;
import dev.weir.protocol.log.LogEntry;
import java.util.Optional;

/**
 * No attempt is there; until it is time for the next.
 *
 * @param failure that ended the last one
 * @param uncounted the policy as it was before that failure
 */
public record Restarting(
    AttemptFailure failure, long at, RestartPolicy policy, RestartPolicy uncounted)
    implements JobLife {

  @Override
  public JobStatus status() {
    return JobStatus.RESTARTING;
  }

  @Override
  public Step<JobLife, JobEffect> onTimer(long now) {
    return now < at
        ? Step.to(this, new JobEffect.ScheduleTimer(at))
        : Starting.enter(failure.attempt() + 1, policy);
  }

  @Override
  public Step<JobLife, JobEffect> onNodeLost(long attempt, long now) {
    return attempt == failure.attempt() && failure.isOfNoFunction()
        ? Starting.enter(attempt + 1, uncounted)
        : Step.to(this);
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
