package dev.weir.protocol.job;

import dev.weir.protocol.FailureCause;
import dev.weir.protocol.Step;
import dev.weir.protocol.SubtaskId;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Subtasks are deployed and restore their state; until all have reported. */
public record Starting(long attempt, RestartPolicy policy) implements JobLife {

  @Override
  public JobStatus status() {
    return JobStatus.INITIALIZING;
  }

  static Step<JobLife, JobEffect> enter(long attempt, RestartPolicy policy) {
    return Step.to(
        new Starting(attempt, policy),
        new JobEffect.ReportStatus(JobStatus.INITIALIZING),
        new JobEffect.Deploy(attempt));
  }

  @Override
  public Step<JobLife, JobEffect> onDeployed(long deployed, long now) {
    return deployed == attempt
        ? Step.to(new Running(attempt, policy), new JobEffect.ReportStatus(JobStatus.RUNNING))
        : Step.to(this);
  }

  @Override
  public Step<JobLife, JobEffect> onFailure(
      long failed,
      Optional<SubtaskId> subtask,
      FailureCause cause,
      long now,
      RandomGenerator random) {
    return failed == attempt
        ? Failing.enter(new AttemptFailure(attempt, now, subtask, cause), policy, random)
        : Step.to(this);
  }

  @Override
  public Step<JobLife, JobEffect> onCancel() {
    return Cancelling.enter(attempt);
  }

  @Override
  public Step<JobLife, JobEffect> onSuspend() {
    return Suspended.enter(attempt);
  }
}
