package dev.weir.api.metrics;

/** Metrics that work, but that nobody looks at: for tests of functions and connectors. */
public final class UnregisteredMetricsGroup implements OperatorMetricGroup {

  private final OperatorIOMetricGroup common = new ConnectorMetricGroup(this);

  /** For a function. */
  public static OperatorMetricGroup createOperatorMetricGroup() {
    return new UnregisteredMetricsGroup();
  }

  /** For a source reader. */
  public static SourceReaderMetricGroup createSourceReaderMetricGroup() {
    return new ConnectorMetricGroup(new UnregisteredMetricsGroup());
  }

  /** For an enumerator. */
  public static SplitEnumeratorMetricGroup createSplitEnumeratorMetricGroup() {
    return new ConnectorMetricGroup(new UnregisteredMetricsGroup());
  }

  /** For the writer of a sink. */
  public static SinkWriterMetricGroup createSinkWriterMetricGroup() {
    return new ConnectorMetricGroup(new UnregisteredMetricsGroup());
  }

  /** For the committer of a sink. */
  public static SinkCommitterMetricGroup createSinkCommitterMetricGroup() {
    return new ConnectorMetricGroup(new UnregisteredMetricsGroup());
  }

  @Override
  public <C extends Counter> C counter(String name, C counter) {
    return counter;
  }

  @Override
  public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
    return gauge;
  }

  @Override
  public <H extends Histogram> H histogram(String name, H histogram) {
    return histogram;
  }

  @Override
  public <M extends Meter> M meter(String name, M meter) {
    return meter;
  }

  @Override
  public MetricGroup addGroup(String name) {
    return this;
  }

  @Override
  public MetricGroup addGroup(String key, String value) {
    return this;
  }

  @Override
  public OperatorIOMetricGroup getIOMetricGroup() {
    return common;
  }
}
