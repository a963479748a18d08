package dev.weir.api;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What is known about a job that has finished. */
public final class JobExecutionResult {

  private final JobID jobID;
  private final Duration netRuntime;

  /**
   * Made by the engine.
   *
   * @param jobID the job
   * @param netRuntime the time from start to end, restarts included
   */
  public JobExecutionResult(JobID jobID, Duration netRuntime) {
    this.jobID = jobID;
    this.netRuntime = netRuntime;
  }

  /** The job. */
  public JobID getJobID() {
    return jobID;
  }

  /** The time from start to end in milliseconds, restarts included. */
  public long getNetRuntime() {
    return netRuntime.toMillis();
  }

  /** The time from start to end in the given unit, restarts included. */
  public long getNetRuntime(TimeUnit desiredUnit) {
    return desiredUnit.convert(netRuntime);
  }

  @Override
  public String toString() {
    return "job " + jobID + " finished after " + netRuntime.toMillis() + " ms";
  }
}
