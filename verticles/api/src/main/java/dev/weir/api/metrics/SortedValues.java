package dev.weir.api.metrics;

import java.util.Arrays;

/** Statistics of values in order of size. */
final class SortedValues extends HistogramStatistics {

  private final long[] values;

  SortedValues(long[] sorted) {
    values = sorted;
  }

  /** Between two neighbours where the quantile falls between them: position {@code q * (n + 1)}. */
  @Override
  public double getQuantile(double quantile) {
    if (values.length == 0) {
      return 0;
    }
    double position = quantile * (values.length + 1);
    int below = (int) Math.floor(position);
    if (below < 1) {
      return values[0];
    }
    if (below >= values.length) {
      return values[values.length - 1];
    }
    double low = values[below - 1];
    return low + (position - below) * (values[below] - low);
  }

  @Override
  public long[] getValues() {
    return values.clone();
  }

  @Override
  public int size() {
    return values.length;
  }

  @Override
  public double getMean() {
    return Arrays.stream(values).average().orElse(0);
  }

  @Override
  public double getStdDev() {
    if (values.length < 2) {
      return 0;
    }
    double mean = getMean();
    double squares = Arrays.stream(values).mapToDouble(v -> (v - mean) * (v - mean)).sum();
    return Math.sqrt(squares / (values.length - 1));
  }

  @Override
  public long getMax() {
    return values.length == 0 ? 0 : values[values.length - 1];
  }

  @Override
  public long getMin() {
    return values.length == 0 ? 0 : values[0];
  }
}
