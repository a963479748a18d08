package dev.weir.runtime.metrics;

import dev.weir.api.metrics.ConnectorMetricGroup;
import dev.weir.api.metrics.Counter;
import dev.weir.api.metrics.Gauge;
import dev.weir.api.metrics.Histogram;
import dev.weir.api.metrics.Meter;
import dev.weir.api.metrics.OperatorIOMetricGroup;
import dev.weir.api.metrics.OperatorMetricGroup;
import dev.weir.api.metrics.View;
import io.micrometer.core.instrument.Tags;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows what functions measure. All of it as gauges, since even a counter may go down, and what the
 * function's thread writes is read by scrapes as it is.
 */
final class RegisteredGroup implements OperatorMetricGroup {

  private static final Logger log = LoggerFactory.getLogger(RegisteredGroup.class);
  private static final double[] QUANTILES = {0.5, 0.75, 0.95, 0.98, 0.99, 0.999};

  private final MeterScope scope;
  private final Consumer<View> views;
  private final String prefix;
  private final Tags tags;
  private final OperatorIOMetricGroup common;

  /**
   * @param prefix of the names
   */
  RegisteredGroup(MeterScope scope, Consumer<View> views, String prefix, Tags tags) {
    this.scope = scope;
    this.views = views;
    this.prefix = prefix;
    this.tags = tags;
    this.common = new ConnectorMetricGroup(this);
  }

  @Override
  public OperatorIOMetricGroup getIOMetricGroup() {
    return common;
  }

  @Override
  public <C extends Counter> C counter(String name, C counter) {
    show(name, "", tags, counter::getCount);
    return counter;
  }

  @Override
  public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
    show(name, "", tags, () -> number(gauge.getValue()));
    return gauge;
  }

  @Override
  public <H extends Histogram> H histogram(String name, H histogram) {
    for (double quantile : QUANTILES) {
      show(
          name,
          "",
          tags.and("quantile", Double.toString(quantile)),
          () -> histogram.getStatistics().getQuantile(quantile));
    }
    show(name, "_count", tags, histogram::getCount);
    return histogram;
  }

  @Override
  public <M extends Meter> M meter(String name, M meter) {
    show(name, "", tags, meter::getRate);
    if (meter instanceof View view) {
      views.accept(view);
    }
    return meter;
  }

  @Override
  public OperatorMetricGroup addGroup(String name) {
    return new RegisteredGroup(scope, views, prefix + "_" + sanitized(name), tags);
  }

  @Override
  public OperatorMetricGroup addGroup(String key, String value) {
    return new RegisteredGroup(scope, views, prefix, tags.and(sanitized(key), value));
  }

  private void show(String name, String suffix, Tags of, DoubleSupplier value) {
    String shown = prefix + "_" + sanitized(name) + suffix;
    scope.gauge(shown, "registered by a function as " + name, of, () -> ask(shown, value));
  }

  /** A gauge of a function may throw; that is no matter of those who scrape. */
  private static double ask(String name, DoubleSupplier value) {
    try {
      return value.getAsDouble();
    } catch (RuntimeException e) {
      log.warn("the metric {} has no value", name, e);
      return Double.NaN;
    }
  }

  private static double number(@Nullable Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    return value instanceof Boolean yes ? (yes ? 1 : 0) : Double.NaN;
  }

  private static String sanitized(String name) {
    return name.replaceAll("[^a-zA-Z0-9_]", "_");
  }
}
