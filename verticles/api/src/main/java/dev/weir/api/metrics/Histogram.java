package dev.weir.api.metrics;

/** How values are spread. */
public interface Histogram extends Metric {

  /** Takes up a value; by the thread of the subtask only. */
  void update(long value);

  /** How many values there have been; may be read by any thread. */
  long getCount();

  /** What is known of the values at this moment; may be asked by any thread. */
  HistogramStatistics getStatistics();
}
