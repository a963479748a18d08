package dev.weir.protocol.job;

import dev.weir.protocol.RetryHint;
import dev.weir.protocol.Step;
import dev.weir.protocol.log.LogEntry;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * An attempt has failed; until none of its subtasks is left.
 *
 * @param uncounted the policy as it was before this failure
 */
public record Failing(
    AttemptFailure failure, OptionalLong restartAt, RestartPolicy policy, RestartPolicy uncounted)
    implements JobLife {

  @Override
  public JobStatus status() {
    return JobStatus.FAILING;
  }

  static Step<JobLife, JobEffect> enter(
      AttemptFailure failure, RestartPolicy policy, RandomGenerator random) {
    RestartPolicy.Decision decision = policy.onFailure(failure.at(), random);
    RetryHint retry = failure.cause().retry();
    boolean atOnce = retry == RetryHint.RETRY_AT_ONCE;
    OptionalLong restartAt =
        decision.delayMillis().isPresent() && retry != RetryHint.NO_RETRY
            ? OptionalLong.of(failure.at() + (atOnce ? 0 : decision.delayMillis().getAsLong()))
            : OptionalLong.empty();
    return new Step<>(
        new Failing(failure, restartAt, atOnce ? policy : decision.next(), policy),
        List.of(
            new JobEffect.ReportFailure(failure, restartAt),
            new JobEffect.ReportStatus(JobStatus.FAILING),
            new JobEffect.CancelAttempt(failure.attempt())));
  }

  @Override
  public Step<JobLife, JobEffect> onAttemptGone(long gone, long now) {
    if (gone != failure.attempt()) {
      return Step.to(this);
    }
    if (restartAt.isEmpty()) {
      return Ending.enter(LogEntry.JobEnd.FAILED, Optional.of(failure.cause()));
    }
    return Step.to(
        new Restarting(failure, restartAt.getAsLong(), policy, uncounted),
        new JobEffect.ReportStatus(JobStatus.RESTARTING),
        new JobEffect.ScheduleTimer(restartAt.getAsLong()));
  }

  @Override
  public Step<JobLife, JobEffect> onNodeLost(long attempt, long now) {
    return attempt == failure.attempt() && restartAt.isPresent() && failure.isOfNoFunction()
        ? Step.to(new Failing(failure, OptionalLong.of(now), uncounted, uncounted))
        : Step.to(this);
  }

  @Override
  public Step<JobLife, JobEffect> onCancel() {
    return Step.to(
        new Cancelling(failure.attempt()), new JobEffect.ReportStatus(JobStatus.CANCELLING));
  }

  @Override
  public Step<JobLife, JobEffect> onSuspend() {
    return Suspended.enter();
  }
}
