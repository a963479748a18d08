package dev.weir.runtime.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.shareddata.Shareable;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The meters of one node: of its jobs and subtasks, of Vert.x, and of the JVM. There is one for
 * each Vert.x instance, and {@link #of} finds it. May be used by any thread.
 */
public final class NodeMetrics implements Shareable, AutoCloseable {

  private static final String SHARED = "dev.weir.metrics";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
  private final Set<Meter.Id> taken = ConcurrentHashMap.newKeySet();

  /** The meters of a node that is about to start, with those of the JVM. */
  public static NodeMetrics create() {
    NodeMetrics metrics = new NodeMetrics();
    metrics.bindJvm();
    return metrics;
  }

  /** The meters of the node that a Vert.x instance belongs to. */
  public static NodeMetrics of(Vertx vertx) {
    return vertx
        .sharedData()
        .<String, NodeMetrics>getLocalMap(SHARED)
        .computeIfAbsent(SHARED, name -> new NodeMetrics());
  }

  private void bindJvm() {
    new JvmMemoryMetrics().bindTo(registry);
    garbageCollection.bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
  }

  /**
   * A builder of a Vert.x instance that is measured here too. Messages on the event bus are not:
   * they carry the records, and what is to be known of them the subtasks count once a turn.
   */
  public VertxBuilder vertxBuilder(VertxOptions options) {
    MicrometerMetricsOptions measured =
        new MicrometerMetricsOptions()
            .setEnabled(true)
            .setRegistryName(UUID.randomUUID().toString())
            .addDisabledMetricsCategory(MetricsDomain.EVENT_BUS);
    return Vertx.builder()
        .with(options.setMetricsOptions(measured))
        .withMetrics(new MicrometerMetricsFactory(registry));
  }

  /** Lets {@link #of} find this. */
  public void belongTo(Vertx vertx) {
    vertx.sharedData().<String, NodeMetrics>getLocalMap(SHARED).put(SHARED, this);
  }

  /** All meters as they stand now, in the text format of Prometheus. */
  public String scrape() {
    return registry.scrape();
  }

  /** Room for meters that come and go together. */
  public MeterScope newScope() {
    return new MeterScope(registry, taken);
  }

  @Override
  public void close() {
    garbageCollection.close();
    registry.close();
  }
}
