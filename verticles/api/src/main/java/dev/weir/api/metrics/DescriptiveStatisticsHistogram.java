package dev.weir.api.metrics;

import java.util.Arrays;

/** Of the latest values, as many as fit a window. */
public class DescriptiveStatisticsHistogram implements Histogram {

  private final long[] window;
  private long count;

  /**
   * @param windowSize how many of the latest values it is of, at least 1
   */
  public DescriptiveStatisticsHistogram(int windowSize) {
    if (windowSize < 1) {
      throw new IllegalArgumentException(
          "the window of a histogram must hold at least one value, but is " + windowSize);
    }
    window = new long[windowSize];
  }

  @Override
  public synchronized void update(long value) {
    window[(int) (count % window.length)] = value;
    count++;
  }

  @Override
  public synchronized long getCount() {
    return count;
  }

  @Override
  public synchronized HistogramStatistics getStatistics() {
    long[] values = Arrays.copyOf(window, (int) Math.min(count, window.length));
    Arrays.sort(values);
    return new SortedValues(values);
  }
}
