package dev.weir.api.metrics;

/** A plain number: for the thread of the subtask, and cheap. */
public class SimpleCounter implements Counter {

  private long count;

  /** Begins at 0. */
  public SimpleCounter() {}

  @Override
  public void inc() {
    count++;
  }

  @Override
  public void inc(long n) {
    count += n;
  }

  @Override
  public void dec() {
    count--;
  }

  @Override
  public void dec(long n) {
    count -= n;
  }

  @Override
  public long getCount() {
    return count;
  }
}
