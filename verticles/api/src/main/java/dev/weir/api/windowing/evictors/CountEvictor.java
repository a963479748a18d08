package dev.weir.api.windowing.evictors;

import dev.weir.api.windowing.windows.Window;
import java.util.Iterator;

/** Keeps the newest records, as many as it was told. */
public final class CountEvictor<W extends Window> extends OneSidedEvictor<Object, W> {

  private static final long serialVersionUID = 1L;

  private final long maxCount;

  private CountEvictor(long maxCount, boolean doEvictAfter) {
    super(doEvictAfter);
    this.maxCount = maxCount;
  }

  /** Keeps {@code maxCount} records; the others go before the function sees them. */
  public static <W extends Window> CountEvictor<W> of(long maxCount) {
    return of(maxCount, false);
  }

  /** Keeps {@code maxCount} records. */
  public static <W extends Window> CountEvictor<W> of(long maxCount, boolean doEvictAfter) {
    if (maxCount < 0) {
      throw new IllegalArgumentException(
          "A count evictor keeps 0 or more records, found " + maxCount);
    }
    return new CountEvictor<>(maxCount, doEvictAfter);
  }

  @Override
  void evict(Iterable<TimestampedValue<Object>> elements, int size) {
    Iterator<TimestampedValue<Object>> iterator = elements.iterator();
    for (long tooMany = size - maxCount; tooMany > 0; tooMany--) {
      iterator.next();
      iterator.remove();
    }
  }
}
