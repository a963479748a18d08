package dev.weir.api.sink;

import dev.weir.api.metrics.SinkCommitterMetricGroup;

/** The place of a committer. */
public interface CommitterInitContext extends InitContext {

  /** Where the committer registers what it measures. */
  SinkCommitterMetricGroup metricGroup();
}
