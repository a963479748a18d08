package dev.weir.api.time;

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
  interface Context {}
}
