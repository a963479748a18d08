package dev.weir.api.metrics;

/**
 * Counters of what passes through an operator, for operators that know more of it than the engine:
 * the engine counts the records of a subtask by itself, and does not add to these. Each is shown
 * once it was asked for.
 */
public interface OperatorIOMetricGroup extends MetricGroup {

  /** {@code numRecordsIn}. */
  Counter getNumRecordsInCounter();

  /** {@code numRecordsOut}. */
  Counter getNumRecordsOutCounter();

  /** {@code numBytesIn}. */
  Counter getNumBytesInCounter();

  /** {@code numBytesOut}. */
  Counter getNumBytesOutCounter();
}
