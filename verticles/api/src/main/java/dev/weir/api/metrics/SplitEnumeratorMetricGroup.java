package dev.weir.api.metrics;

/** The metrics of a split enumerator. */
public interface SplitEnumeratorMetricGroup extends MetricGroup {

  /** {@code unassignedSplits}: how many splits wait for a reader. Returns the gauge. */
  <G extends Gauge<Long>> G setUnassignedSplitsGauge(G unassignedSplitsGauge);
}
