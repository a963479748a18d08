package dev.weir.api;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What is known about a job that has finished. */
public final class JobExecutionResult {

  private final JobID jobID;
  private final Duration netRuntime;
  private final Map<String, Object> accumulators;
  private final Map<String, String> failedAccumulators;

  /**
   * The result of a job without accumulators, made by the engine.
   *
   * @param jobID the job
   * @param netRuntime the time from start to end, restarts included
   */
  public JobExecutionResult(JobID jobID, Duration netRuntime) {
    this(jobID, netRuntime, Map.of(), Map.of());
  }

  /**
   * Made by the engine.
   *
   * @param jobID the job
   * @param netRuntime the time from start to end, restarts included
   * @param accumulators what the accumulators of all subtasks have added up together, by name
   * @param failedAccumulators why an accumulator has no result, by name
   */
  public JobExecutionResult(
      JobID jobID,
      Duration netRuntime,
      Map<String, Object> accumulators,
      Map<String, String> failedAccumulators) {
    this.jobID = jobID;
    this.netRuntime = netRuntime;
    this.accumulators = Map.copyOf(accumulators);
    this.failedAccumulators = Map.copyOf(failedAccumulators);
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

  /**
   * What an accumulator has added up in all subtasks, since the last restart; null if no function
   * registered one of that name.
   *
   * @throws IllegalStateException if the accumulators of the subtasks could not be merged
   */
  @SuppressWarnings("unchecked") // the caller names the type, as in Flink
  public <T> @Nullable T getAccumulatorResult(String accumulatorName) {
    String failure = failedAccumulators.get(accumulatorName);
    if (failure != null) {
      throw new IllegalStateException(
          "accumulator '" + accumulatorName + "' has no result: " + failure);
    }
    return (T) accumulators.get(accumulatorName);
  }

  /**
   * The results of all accumulators, by name. Unmodifiable.
   *
   * @throws IllegalStateException if those of the subtasks could not be merged
   */
  public Map<String, Object> getAllAccumulatorResults() {
    failedAccumulators.keySet().forEach(this::getAccumulatorResult);
    return accumulators;
  }

  @Override
  public String toString() {
    return "job " + jobID + " finished after " + netRuntime.toMillis() + " ms";
  }
}
