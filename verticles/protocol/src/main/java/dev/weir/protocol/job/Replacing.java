package dev.weir.protocol.job;

import dev.weir.protocol.Step;
import dev.weir.protocol.pacing.TriggerRequest;

/** An attempt makes way for one that is placed otherwise; until none of its subtasks is left. */
public record Replacing(long attempt, RestartPolicy policy) implements JobLife {

  @Override
  public JobStatus status() {
    return JobStatus.RUNNING;
  }

  @Override
  public Step<JobLife, JobEffect> onAttemptGone(long gone, long now) {
    return gone == attempt ? Starting.enter(attempt + 1, policy) : Step.to(this);
  }

  @Override
  public Step<JobLife, JobEffect> onStop(TriggerRequest request) {
    return Step.to(
        this, new JobEffect.RefuseStop(request, "the job is moving to other nodes, try again"));
  }

  @Override
  public Step<JobLife, JobEffect> onCancel() {
    return Step.to(new Cancelling(attempt), new JobEffect.ReportStatus(JobStatus.CANCELLING));
  }

  @Override
  public Step<JobLife, JobEffect> onSuspend() {
    return Suspended.enter();
  }
}
