package dev.weir.api.metrics;

/** The metrics of an operator. */
public interface OperatorMetricGroup extends MetricGroup {

  /** The counters that operators have in common. */
  OperatorIOMetricGroup getIOMetricGroup();
}
