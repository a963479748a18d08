package dev.weir.api.metrics;

/**
 * Where metrics are registered, under names that are unique in the group. A metric whose name is
 * taken is not shown, which the log says; it still works. For the thread of the subtask.
 *
 * <p>Metrics begin anew with each attempt of the job; they are no part of checkpoints.
 */
public interface MetricGroup {

  /** A new counter for the thread of the subtask. */
  default Counter counter(String name) {
    return counter(name, new SimpleCounter());
  }

  /** Registers a counter, and returns it. */
  <C extends Counter> C counter(String name, C counter);

  /** Registers a gauge, and returns it. */
  <T, G extends Gauge<T>> G gauge(String name, G gauge);

  /** Registers a histogram, and returns it. */
  <H extends Histogram> H histogram(String name, H histogram);

  /** Registers a meter, and returns it. One that is a {@link View} is updated. */
  <M extends Meter> M meter(String name, M meter);

  /** A group below this one, whose name becomes a part of those of its metrics. */
  MetricGroup addGroup(String name);

  /** A group below this one, whose metrics bear a tag. */
  MetricGroup addGroup(String key, String value);
}
