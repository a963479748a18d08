package dev.weir.api.windowing.evictors;

import dev.weir.api.windowing.windows.Window;
import java.time.Duration;
import java.util.Iterator;

/**
 * Keeps the records whose timestamps are within a time of the newest one's. If the first record has
 * no timestamp, it keeps them all.
 */
public final class TimeEvictor<W extends Window> extends OneSidedEvictor<Object, W> {

  private static final long serialVersionUID = 1L;

  private final long windowSize;

  private TimeEvictor(long windowSize, boolean doEvictAfter) {
    super(doEvictAfter);
    this.windowSize = windowSize;
  }

  /** Keeps what is younger than {@code windowSize}; the rest goes before the function sees it. */
  public static <W extends Window> TimeEvictor<W> of(Duration windowSize) {
    return of(windowSize, false);
  }

  /** Keeps what is younger than {@code windowSize}. */
  public static <W extends Window> TimeEvictor<W> of(Duration windowSize, boolean doEvictAfter) {
    return new TimeEvictor<>(windowSize.toMillis(), doEvictAfter);
  }

  @Override
  void evict(Iterable<TimestampedValue<Object>> elements, int size) {
    Iterator<TimestampedValue<Object>> first = elements.iterator();
    if (!first.hasNext() || !first.next().hasTimestamp()) {
      return;
    }
    long newest = Long.MIN_VALUE;
    for (TimestampedValue<Object> element : elements) {
      newest = Math.max(newest, element.getTimestamp());
    }
    long cutoff = newest - windowSize;
    for (Iterator<TimestampedValue<Object>> each = elements.iterator(); each.hasNext(); ) {
      if (each.next().getTimestamp() <= cutoff) {
        each.remove();
      }
    }
  }
}
