package dev.weir.api.time;

import dev.weir.api.metrics.MetricGroup;
import java.io.Serializable;

/** Makes the timestamp assigners of a stream. Copied to each subtask. */
@FunctionalInterface
public interface TimestampAssignerSupplier<T> extends Serializable {

  /** A new assigner for one subtask. */
  TimestampAssigner<T> createTimestampAssigner(Context context);

  /** Gives the same assigner each time. */
  static <T> TimestampAssignerSupplier<T> of(SerializableTimestampAssigner<T> assigner) {
    return context -> assigner;
  }

  /** What an assigner may use. */
  interface Context {

    /** Where an assigner registers what it measures. */
    MetricGroup getMetricGroup();
  }
}
