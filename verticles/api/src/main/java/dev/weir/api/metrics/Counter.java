package dev.weir.api.metrics;

/** Counts. Unless it says otherwise, it is changed by the thread of the subtask only. */
public interface Counter extends Metric {

  /** One more. */
  void inc();

  /** So many more. */
  void inc(long n);

  /** One less. */
  void dec();

  /** So many less. */
  void dec(long n);

  /** How many there are; may be read by any thread, and lag a little there. */
  long getCount();
}
