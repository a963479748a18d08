package dev.weir.api.windowing.assigners;

import dev.weir.api.ExecutionConfig;
import dev.weir.api.windowing.windows.TimeWindow;
import dev.weir.state.spi.TypeSerializer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Sessions: each record opens a window that lasts for a gap, and windows that touch are one. */
abstract class SessionWindowAssigner<T> extends MergingWindowAssigner<T, TimeWindow> {

  private static final long serialVersionUID = 1L;

  SessionWindowAssigner() {}

  static long checkedGap(Duration gap) {
    long millis = gap.toMillis();
    if (millis <= 0) {
      throw new IllegalArgumentException(
          "The gap of session windows must be at least 1 ms, found " + gap);
    }
    return millis;
  }

  abstract long gapOf(T element);

  @Override
  public final Collection<TimeWindow> assignWindows(
      T element, long timestamp, WindowAssignerContext context) {
    long start = timeOf(timestamp, context);
    long gap = gapOf(element);
    if (gap <= 0) {
      throw new IllegalArgumentException(
          "The gap of a session must be greater than 0, found " + gap + " ms of record " + element);
    }
    return List.of(TimeWindow.ofLength(start, gap));
  }

  private long timeOf(long timestamp, WindowAssignerContext context) {
    if (!isEventTime()) {
      return context.getCurrentProcessingTime();
    }
    if (timestamp == Long.MIN_VALUE) {
      throw new IllegalStateException(
          "A record without a timestamp came to "
              + this
              + ". Call assignTimestampsAndWatermarks(...) with a timestamp assigner before"
              + " the window, or use windows of processing time");
    }
    return timestamp;
  }

  @Override
  public final void mergeWindows(
      Collection<TimeWindow> windows, MergeCallback<TimeWindow> callback) {
    TimeWindow.mergeWindows(windows, callback);
  }

  @Override
  public final TypeSerializer<TimeWindow> getWindowSerializer(ExecutionConfig executionConfig) {
    return TimeWindow.Serializer.INSTANCE;
  }
}
