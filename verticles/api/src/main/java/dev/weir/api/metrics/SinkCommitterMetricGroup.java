package dev.weir.api.metrics;

/** The metrics of the committer of a sink. The engine adds to those counters. */
public interface SinkCommitterMetricGroup extends OperatorMetricGroup {

  /** {@code totalCommittables}: handed to the committer. */
  Counter getNumCommittablesTotalCounter();

  /** {@code successfulCommittables}: committed. */
  Counter getNumCommittablesSuccessCounter();

  /** {@code alreadyCommittedCommittables}: found to have been committed before. */
  Counter getNumCommittablesAlreadyCommittedCounter();

  /** {@code retriedCommittables}: to be tried again, each time. */
  Counter getNumCommittablesRetryCounter();

  /** {@code failedCommittables}: can never be committed. */
  Counter getNumCommittablesFailureCounter();

  /** {@code pendingCommittables}: wait for their checkpoint to be durable. */
  void setCurrentPendingCommittablesGauge(Gauge<Integer> currentPendingCommittablesGauge);
}
