package dev.weir.protocol.job;

import dev.weir.protocol.FailureCause;
import dev.weir.protocol.Step;
import dev.weir.protocol.SubtaskId;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** All input has ended; until the final checkpoint is complete and committed. */
public record Finishing(long attempt, RestartPolicy policy) implements JobLife {

  @Override
  public JobStatus status() {
    return JobStatus.RUNNING;
  }

  @Override
  public Step<JobLife, JobEffect> onCompleted(long completed) {
    return completed == attempt ? Completing.enter(attempt) : Step.to(this);
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
