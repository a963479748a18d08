package dev.weir.runtime.metrics;

import dev.weir.api.metrics.OperatorMetricGroup;
import dev.weir.api.metrics.View;
import dev.weir.protocol.SubtaskId;
import dev.weir.runtime.subtask.SubtaskMetrics;
import io.micrometer.core.instrument.Tags;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToLongFunction;

/**
 * The meters of what one attempt runs on this node. They are gone when it is, so that the next
 * attempt can register the same. Used on one event loop, but for {@link #operator}, which subtasks
 * call.
 */
public final class AttemptMetrics implements AutoCloseable {

  private static final long UPDATE_MILLIS = 5_000;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double MILLIS_PER_SECOND = 1_000;

  private final Vertx vertx;
  private final String jobName;
  private final MeterScope scope;
  private final List<TimePerSecond> rates = new ArrayList<>();
  private final List<View> views = new CopyOnWriteArrayList<>();
  private long timer = -1;

  public AttemptMetrics(Vertx vertx, String jobName) {
    this.vertx = vertx;
    this.jobName = jobName;
    this.scope = NodeMetrics.of(vertx).newScope();
  }

  /** Shows a subtask. */
  public void observe(SubtaskId subtask, SubtaskMetrics metrics) {
    if (timer < 0) {
      timer = vertx.setPeriodic(UPDATE_MILLIS, due -> update(System.nanoTime()));
    }
    Tags tags =
        Tags.of(
            "job", jobName,
            "operator", subtask.vertex(),
            "subtask", Integer.toString(subtask.index()));
    counter(WeirMetric.NUM_RECORDS_IN, tags, metrics, SubtaskMetrics.Snapshot::recordsIn, 1);
    counter(WeirMetric.NUM_RECORDS_OUT, tags, metrics, SubtaskMetrics.Snapshot::recordsOut, 1);
    times(tags, metrics);
    watermark(WeirMetric.INPUT_WATERMARK, tags, metrics, SubtaskMetrics.Snapshot::inputWatermark);
    watermark(WeirMetric.OUTPUT_WATERMARK, tags, metrics, SubtaskMetrics.Snapshot::outputWatermark);
    scope.gauge(WeirMetric.STATE_SIZE, tags, () -> metrics.read().stateBytes());
  }

  private void times(Tags tags, SubtaskMetrics metrics) {
    TimePerSecond busy = rate(metrics, SubtaskMetrics.Snapshot::busyNanos);
    TimePerSecond pressed = rate(metrics, SubtaskMetrics.Snapshot::backPressuredNanos);
    counter(
        WeirMetric.BUSY_TIME, tags, metrics, SubtaskMetrics.Snapshot::busyNanos, NANOS_PER_MILLI);
    counter(
        WeirMetric.BACK_PRESSURED_TIME,
        tags,
        metrics,
        SubtaskMetrics.Snapshot::backPressuredNanos,
        NANOS_PER_MILLI);
    scope.gauge(WeirMetric.BUSY_PER_SECOND, tags, busy::get);
    scope.gauge(WeirMetric.BACK_PRESSURED_PER_SECOND, tags, pressed::get);
    scope.gauge(
        WeirMetric.IDLE_PER_SECOND,
        tags,
        () -> Math.max(0, MILLIS_PER_SECOND - busy.get() - pressed.get()));
  }

  private TimePerSecond rate(
      SubtaskMetrics metrics, ToLongFunction<SubtaskMetrics.Snapshot> nanos) {
    TimePerSecond rate =
        new TimePerSecond(() -> nanos.applyAsLong(metrics.read()), System.nanoTime());
    rates.add(rate);
    return rate;
  }

  private void counter(
      WeirMetric metric,
      Tags tags,
      SubtaskMetrics metrics,
      ToLongFunction<SubtaskMetrics.Snapshot> value,
      double unit) {
    scope.counter(metric, tags, () -> value.applyAsLong(metrics.read()) / unit);
  }

  private void watermark(
      WeirMetric metric,
      Tags tags,
      SubtaskMetrics metrics,
      ToLongFunction<SubtaskMetrics.Snapshot> value) {
    scope.gauge(
        metric,
        tags,
        () -> {
          long watermark = value.applyAsLong(metrics.read());
          return watermark == Long.MIN_VALUE ? Double.NaN : watermark;
        });
  }

  /** Where an operator of a subtask and its function register what they measure. */
  public OperatorMetricGroup operator(String name, int subtask) {
    Tags tags = Tags.of("job", jobName, "operator", name, "subtask", Integer.toString(subtask));
    return new RegisteredGroup(scope, views::add, "weir_operator", tags);
  }

  void update(long now) {
    rates.forEach(rate -> rate.update(now));
    views.forEach(View::update);
  }

  @Override
  public void close() {
    vertx.cancelTimer(timer);
    scope.close();
  }
}
