package dev.weir.protocol.job;

import dev.weir.protocol.FailureCause;
import dev.weir.protocol.Step;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.pacing.TriggerRequest;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Records flow; until the input ends, something fails or somebody wants it to end. */
public record Running(long attempt, RestartPolicy policy) implements JobLife {

  @Override
  public JobStatus status() {
    return JobStatus.RUNNING;
  }

  @Override
  public Step<JobLife, JobEffect> onAllEnded(long ended) {
    return ended == attempt ? Step.to(new Finishing(attempt, policy)) : Step.to(this);
  }

  @Override
  public Step<JobLife, JobEffect> onStop(TriggerRequest request) {
    return Step.to(new Stopping(attempt, policy), new JobEffect.RequestStop(request));
  }

  @Override
  public Step<JobLife, JobEffect> onReplace(long replaced) {
    return replaced == attempt
        ? Step.to(new Replacing(attempt, policy), new JobEffect.CancelAttempt(attempt))
        : Step.to(this);
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
