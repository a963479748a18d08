package dev.weir.api.windowing.windows;

import dev.weir.api.windowing.assigners.MergingWindowAssigner;
import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.TypeSerializer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The time from a start, inclusive, to an end, exclusive, in milliseconds since the epoch. */
public final class TimeWindow extends Window {

  private static final long serialVersionUID = 1L;

  private final long start;
  private final long end;

  /** From {@code start}, inclusive, to {@code end}, exclusive. */
  public TimeWindow(long start, long end) {
    this.start = start;
    this.end = end;
  }

  /** Of a length; one that would go beyond the end of time ends with it. */
  public static TimeWindow ofLength(long start, long millis) {
    long end = start + millis;
    return new TimeWindow(start, end < start ? Long.MAX_VALUE : end);
  }

  /** The first millisecond of the window. */
  public long getStart() {
    return start;
  }

  /** The first millisecond after the window. */
  public long getEnd() {
    return end;
  }

  @Override
  public long maxTimestamp() {
    return end - 1;
  }

  /** Whether the windows overlap or touch. */
  public boolean intersects(TimeWindow other) {
    return start <= other.end && end >= other.start;
  }

  /** The least window that holds both. */
  public TimeWindow cover(TimeWindow other) {
    return new TimeWindow(Math.min(start, other.start), Math.max(end, other.end));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TimeWindow that && that.start == start && that.end == end;
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(start) + Long.hashCode(end);
  }

  @Override
  public String toString() {
    return "TimeWindow{start=" + start + ", end=" + end + "}";
  }

  /**
   * The start of the window that a timestamp falls into, where windows of one size follow each
   * other and one of them starts at {@code offset}.
   */
  public static long getWindowStartWithOffset(long timestamp, long offset, long windowSize) {
    return timestamp - Math.floorMod(timestamp - offset, windowSize);
  }

  /** Tells the callback which windows have to be merged: those that overlap or touch. */
  public static void mergeWindows(
      Collection<TimeWindow> windows, MergingWindowAssigner.MergeCallback<TimeWindow> callback) {
    List<TimeWindow> sorted = new ArrayList<>(windows);
    sorted.sort(Comparator.comparingLong(TimeWindow::getStart));
    List<TimeWindow> merging = new ArrayList<>();
    TimeWindow cover = null;
    for (TimeWindow window : sorted) {
      if (cover != null && cover.intersects(window)) {
        cover = cover.cover(window);
      } else {
        merge(merging, cover, callback);
        merging = new ArrayList<>();
        cover = window;
      }
      merging.add(window);
    }
    merge(merging, cover, callback);
  }

  private static void merge(
      List<TimeWindow> windows,
      @Nullable TimeWindow cover,
      MergingWindowAssigner.MergeCallback<TimeWindow> callback) {
    if (cover != null && windows.size() > 1) {
      callback.merge(windows, cover);
    }
  }

  /** Writes start and end. */
  public static final class Serializer implements TypeSerializer<TimeWindow> {

    /** The serialiser: it has no scratch space. */
    public static final Serializer INSTANCE = new Serializer();

    private Serializer() {}

    @Override
    public void write(TimeWindow window, ByteOutput out) {
      out.writeLong(window.start);
      out.writeLong(window.end);
    }

    @Override
    public TimeWindow read(ByteInput in) {
      return new TimeWindow(in.readLong(), in.readLong());
    }

    @Override
    public TimeWindow copy(TimeWindow window) {
      return window;
    }

    @Override
    public boolean isImmutable() {
      return true;
    }

    @Override
    public TypeSerializer<TimeWindow> duplicate() {
      return this;
    }

    @Override
    public String schema() {
      return "time window";
    }
  }
}
