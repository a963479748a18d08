package dev.weir.runtime.harness;

import dev.weir.api.metrics.Counter;
import dev.weir.api.metrics.Gauge;
import dev.weir.api.metrics.Histogram;
import dev.weir.api.metrics.Meter;
import dev.weir.api.metrics.OperatorMetricGroup;

/** Metrics that work, but that nobody looks at. */
final class UnshownMetrics implements OperatorMetricGroup {

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
  public OperatorMetricGroup addGroup(String name) {
    return this;
  }

  @Override
  public OperatorMetricGroup addGroup(String key, String value) {
    return this;
  }
}
