package dev.weir.api.windowing.evictors;

import dev.weir.api.functions.DeltaFunction;
import dev.weir.api.windowing.windows.Window;
import java.util.Iterator;

/** Keeps the records that differ from the last one by less than a threshold. */
public final class DeltaEvictor<T, W extends Window> extends OneSidedEvictor<T, W> {

  private static final long serialVersionUID = 1L;

  private final double threshold;
  private final DeltaFunction<T> deltaFunction;

  private DeltaEvictor(double threshold, DeltaFunction<T> deltaFunction, boolean doEvictAfter) {
    super(doEvictAfter);
    this.threshold = threshold;
    this.deltaFunction = deltaFunction;
  }

  /** Evicts, before the function sees it, what differs by {@code threshold} or more. */
  public static <T, W extends Window> DeltaEvictor<T, W> of(
      double threshold, DeltaFunction<T> deltaFunction) {
    return of(threshold, deltaFunction, false);
  }

  /** Evicts what differs by {@code threshold} or more. */
  public static <T, W extends Window> DeltaEvictor<T, W> of(
      double threshold, DeltaFunction<T> deltaFunction, boolean doEvictAfter) {
    return new DeltaEvictor<>(threshold, deltaFunction, doEvictAfter);
  }

  @Override
  void evict(Iterable<TimestampedValue<T>> elements, int size) {
    TimestampedValue<T> last = null;
    for (TimestampedValue<T> element : elements) {
      last = element;
    }
    if (last == null) {
      return;
    }
    for (Iterator<TimestampedValue<T>> each = elements.iterator(); each.hasNext(); ) {
      if (deltaFunction.getDelta(each.next().getValue(), last.getValue()) >= threshold) {
        each.remove();
      }
    }
  }
}
