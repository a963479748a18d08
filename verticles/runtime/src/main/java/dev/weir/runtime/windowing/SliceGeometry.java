package dev.weir.runtime.windowing;

import dev.weir.api.windowing.assigners.AlignedWindowAssigner;
import dev.weir.api.windowing.windows.TimeWindow;

/**
 * Windows of one size, one starting each {@code slide}, and the slices that they are made of. No
 * window starts or ends within a slice, so all times of a slice have the same windows.
 *
 * @param size of a window, in milliseconds
 * @param slide from the start of a window to that of the next
 * @param offset the start of one of the windows
 * @param slice the length of a slice: what divides both size and slide, and no less
 */
record SliceGeometry(long size, long slide, long offset, long slice) {

  /** The last millisecond of windows that would end later. */
  static final long END_OF_TIME = Long.MAX_VALUE - 1;

  static SliceGeometry of(AlignedWindowAssigner assigner) {
    return of(assigner.getSize(), assigner.getSlide(), assigner.getOffset());
  }

  static SliceGeometry of(long size, long slide, long offset) {
    return new SliceGeometry(size, slide, offset, greatestCommonDivisor(size, slide));
  }

  private static long greatestCommonDivisor(long a, long b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }

  /** The start of the slice that a time lies in. */
  long sliceOf(long time) {
    return TimeWindow.getWindowStartWithOffset(time, offset, slice);
  }

  /** The start of the last window that starts at a time or before. */
  long lastWindowOf(long time) {
    return TimeWindow.getWindowStartWithOffset(time, offset, slide);
  }

  /** Whether a time lies in any window; it may not if windows are apart. */
  boolean isInWindow(long time) {
    return time - lastWindowOf(time) < size;
  }

  /** The window with this start. */
  TimeWindow window(long start) {
    return TimeWindow.ofLength(start, size);
  }

  /** Whether the window with this start holds a slice. */
  boolean covers(long window, long sliceStart) {
    return window <= sliceStart && Long.compareUnsigned(sliceStart - window, size) < 0;
  }

  /** The last millisecond of the window with this start. */
  long maxTimestamp(long window) {
    long end = window + size;
    return end < window ? END_OF_TIME : end - 1;
  }

  /** The start of the first of the windows that end with time itself. */
  long firstAtEndOfTime() {
    long window = lastWindowOf(Long.MAX_VALUE - size);
    return maxTimestamp(window) == END_OF_TIME ? window : window + slide;
  }

  /**
   * The start of the first window of a slice that ends after {@code time}.
   *
   * @param last the start of its last window, which does
   */
  long firstWindowAfter(long sliceStart, long last, long time) {
    long window = last;
    while (covers(window - slide, sliceStart) && maxTimestamp(window - slide) > time) {
      window -= slide;
    }
    return window;
  }

  boolean isTumbling() {
    return size == slide;
  }

  String describe() {
    return isTumbling()
        ? "windows of " + size + " ms from " + offset + " ms"
        : "windows of " + size + " ms each " + slide + " ms from " + offset + " ms";
  }
}
