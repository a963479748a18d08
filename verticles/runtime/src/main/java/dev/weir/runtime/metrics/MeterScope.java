package dev.weir.runtime.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Meters that are removed together, such as those of one attempt. Once closed it takes no more:
 * what a subtask that was left behind still registers goes nowhere. May be used by any thread.
 */
public final class MeterScope implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(MeterScope.class);

  private final MeterRegistry registry;
  private final Set<Meter.Id> taken;
  private final List<Meter> meters = new ArrayList<>();
  private final List<DoubleSupplier> counted = new ArrayList<>();
  private boolean closed;

  MeterScope(MeterRegistry registry, Set<Meter.Id> taken) {
    this.registry = registry;
    this.taken = taken;
  }

  /** A value that goes up and down. */
  public void gauge(WeirMetric metric, Tags tags, DoubleSupplier value) {
    gauge(metric.meterName(), metric.description(), tags, value);
  }

  /** A value that only ever grows; kept here, for the registry holds it weakly. */
  public void counter(WeirMetric metric, Tags tags, DoubleSupplier value) {
    counter(metric.meterName(), metric.description(), tags, value);
  }

  synchronized boolean gauge(String name, String description, Tags tags, DoubleSupplier value) {
    if (!take(name, tags, Meter.Type.GAUGE)) {
      return false;
    }
    meters.add(
        Gauge.builder(name, value, DoubleSupplier::getAsDouble)
            .description(description)
            .tags(tags)
            .strongReference(true)
            .register(registry));
    return true;
  }

  synchronized boolean counter(String name, String description, Tags tags, DoubleSupplier value) {
    if (!take(name, tags, Meter.Type.COUNTER)) {
      return false;
    }
    counted.add(value);
    meters.add(
        FunctionCounter.builder(name, value, DoubleSupplier::getAsDouble)
            .description(description)
            .tags(tags)
            .register(registry));
    return true;
  }

  private boolean take(String name, Tags tags, Meter.Type type) {
    if (closed) {
      return false;
    }
    if (!taken.add(new Meter.Id(name, tags, null, null, type))) {
      log.warn("the metric {} with {} is there already; this one is not shown", name, tags);
      return false;
    }
    return true;
  }

  @Override
  public synchronized void close() {
    closed = true;
    for (Meter meter : meters) {
      registry.remove(meter);
      taken.remove(meter.getId());
    }
    meters.clear();
    counted.clear();
  }
}
