package dev.weir.api.windowing.evictors;

import dev.weir.api.windowing.windows.Window;

/** Evicts either before or after the function. */
abstract class OneSidedEvictor<T, W extends Window> implements Evictor<T, W> {

  private static final long serialVersionUID = 1L;

  private final boolean doEvictAfter;

  OneSidedEvictor(boolean doEvictAfter) {
    this.doEvictAfter = doEvictAfter;
  }

  abstract void evict(Iterable<TimestampedValue<T>> elements, int size);

  @Override
  public final void evictBefore(
      Iterable<TimestampedValue<T>> elements, int size, W window, EvictorContext evictorContext) {
    if (!doEvictAfter) {
      evict(elements, size);
    }
  }

  @Override
  public final void evictAfter(
      Iterable<TimestampedValue<T>> elements, int size, W window, EvictorContext evictorContext) {
    if (doEvictAfter) {
      evict(elements, size);
    }
  }

  /** The simple name of the class. */
  @Override
  public String toString() {
    return getClass().getSimpleName();
  }
}
