package dev.weir.api.metrics;

import java.util.concurrent.atomic.LongAdder;

/** For functions that count on threads of their own. */
public class ThreadSafeSimpleCounter implements Counter {

  private final LongAdder count = new LongAdder();

  /** Begins at 0. */
  public ThreadSafeSimpleCounter() {}

  @Override
  public void inc() {
    count.increment();
  }

  @Override
  public void inc(long n) {
    count.add(n);
  }

  @Override
  public void dec() {
    count.decrement();
  }

  @Override
  public void dec(long n) {
    count.add(-n);
  }

  @Override
  public long getCount() {
    return count.sum();
  }
}
