package dev.weir.api.windowing.assigners;

import dev.weir.api.ExecutionConfig;
import dev.weir.api.windowing.windows.TimeWindow;
import dev.weir.state.spi.TypeSerializer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Windows of one size, one starting each {@code slide} milliseconds, for all keys at once. */
public abstract sealed class AlignedWindowAssigner extends WindowAssigner<Object, TimeWindow>
    permits TumblingEventTimeWindows,
        TumblingProcessingTimeWindows,
        SlidingEventTimeWindows,
        SlidingProcessingTimeWindows {

  private static final long serialVersionUID = 1L;

  private final long size;
  private final long slide;
  private final long offset;
  private final WindowStagger windowStagger;

  /** Of this subtask; known from its first record on. */
  private transient @Nullable Long staggerOffset;

  AlignedWindowAssigner(long size, long slide, long offset, WindowStagger windowStagger) {
    if (size <= 0 || slide <= 0) {
      throw new IllegalArgumentException(
          "Windows need a size and a slide of at least 1 ms, found a size of "
              + size
              + " ms and a slide of "
              + slide
              + " ms");
    }
    if (Math.abs(offset) >= slide) {
      throw new IllegalArgumentException(
          "The offset of windows must be less than "
              + slide
              + " ms either way, which is the distance of their starts; found "
              + offset
              + " ms");
    }
    this.size = size;
    this.slide = slide;
    this.offset = offset;
    this.windowStagger = windowStagger;
  }

  /** How long a window is, in milliseconds. */
  public final long getSize() {
    return size;
  }

  /** How far apart the starts of two windows are, in milliseconds. */
  public final long getSlide() {
    return slide;
  }

  /** When one of the windows starts, in milliseconds. */
  public final long getOffset() {
    return offset;
  }

  /** How the windows of a subtask are shifted. */
  public final WindowStagger getWindowStagger() {
    return windowStagger;
  }

  /**
   * For the engine: the shift of this subtask's windows, in milliseconds; empty as long as none was
   * chosen.
   */
  public final OptionalLong staggerOffset() {
    Long chosen = staggerOffset;
    return chosen == null ? OptionalLong.empty() : OptionalLong.of(chosen);
  }

  /** For the engine: the shift that was chosen before a restore. Before the first record. */
  public final void restoreStaggerOffset(long chosen) {
    staggerOffset = chosen;
  }

  /** The windows of a record, the latest first. */
  @Override
  public final Collection<TimeWindow> assignWindows(
      Object element, long timestamp, WindowAssignerContext context) {
    long now = timeOf(timestamp, context);
    long last = TimeWindow.getWindowStartWithOffset(now, offset + stagger(context), slide);
    if (size == slide) {
      return List.of(TimeWindow.ofLength(last, size));
    }
    List<TimeWindow> windows = new ArrayList<>((int) (size / slide) + 1);
    for (long start = last; start > now - size; start -= slide) {
      windows.add(TimeWindow.ofLength(start, size));
    }
    return windows;
  }

  private long timeOf(long timestamp, WindowAssignerContext context) {
    if (!isEventTime()) {
      return context.getCurrentProcessingTime();
    }
    requireTimestamp(timestamp);
    return timestamp;
  }

  /**
   * Checks that a record of event time has a timestamp.
   *
   * @throws IllegalStateException if it is {@code Long.MIN_VALUE}; the message says what to do
   */
  public final void requireTimestamp(long timestamp) {
    if (timestamp == Long.MIN_VALUE) {
      throw new IllegalStateException(
          "A record without a timestamp came to event-time windows ("
              + this
              + "). Call assignTimestampsAndWatermarks(...) with a timestamp assigner before"
              + " the window, or use windows of processing time");
    }
  }

  private long stagger(WindowAssignerContext context) {
    if (windowStagger == WindowStagger.ALIGNED) {
      return 0;
    }
    if (staggerOffset == null) {
      staggerOffset = windowStagger.getStaggerOffset(context.getCurrentProcessingTime(), slide);
    }
    return staggerOffset;
  }

  @Override
  public final TypeSerializer<TimeWindow> getWindowSerializer(ExecutionConfig executionConfig) {
    return TimeWindow.Serializer.INSTANCE;
  }

  /** The name of the assigner with size, and slide if it differs. */
  @Override
  public final String toString() {
    String name = getClass().getSimpleName() + "(" + size;
    return size == slide ? name + ")" : name + ", " + slide + ")";
  }
}
