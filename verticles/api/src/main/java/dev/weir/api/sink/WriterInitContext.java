package dev.weir.api.sink;

import dev.weir.api.metrics.SinkWriterMetricGroup;

/** The place of a writer. */
public interface WriterInitContext extends InitContext {

  /** Where the writer registers what it measures. */
  SinkWriterMetricGroup metricGroup();
}
