package dev.weir.protocol.job;

import dev.weir.protocol.Step;
import dev.weir.protocol.log.LogEntry;
import java.util.Optional;

/** All is committed and the subtasks are no longer needed; until none of them is left. */
public record Completing(long attempt) implements JobLife {

  @Override
  public JobStatus status() {
    return JobStatus.RUNNING;
  }

  static Step<JobLife, JobEffect> enter(long attempt) {
    return Step.to(new Completing(attempt), new JobEffect.CancelAttempt(attempt));
  }

  @Override
  public Step<JobLife, JobEffect> onAttemptGone(long gone, long now) {
    return gone == attempt
        ? Ending.enter(LogEntry.JobEnd.FINISHED, Optional.empty())
        : Step.to(this);
  }

  @Override
  public Step<JobLife, JobEffect> onSuspend() {
    return Suspended.enter();
  }
}
