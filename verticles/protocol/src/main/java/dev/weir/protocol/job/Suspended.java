package dev.weir.protocol.job;

import dev.weir.protocol.Step;

/** The job is no longer in the hands of this coordinator. */
public record Suspended() implements JobLife {

  @Override
  public JobStatus status() {
    return JobStatus.SUSPENDED;
  }

  static Step<JobLife, JobEffect> enter() {
    return Step.to(new Suspended(), new JobEffect.ReportStatus(JobStatus.SUSPENDED));
  }

  static Step<JobLife, JobEffect> enter(long attempt) {
    return Step.to(
        new Suspended(),
        new JobEffect.ReportStatus(JobStatus.SUSPENDED),
        new JobEffect.CancelAttempt(attempt));
  }
}
