package dev.weir.api.metrics;

/** What a histogram knew at one moment; does not change. All are 0 if there are no values. */
public abstract class HistogramStatistics {

  /** For subclasses. */
  protected HistogramStatistics() {}

  /**
   * The value below which that part of the values lies.
   *
   * @param quantile from 0 to 1
   */
  public abstract double getQuantile(double quantile);

  /** The values themselves, in order of size. */
  public abstract long[] getValues();

  /** How many values this is made from. */
  public abstract int size();

  /** The mean of the values. */
  public abstract double getMean();

  /** The standard deviation of the values. */
  public abstract double getStdDev();

  /** The largest value. */
  public abstract long getMax();

  /** The smallest value. */
  public abstract long getMin();
}
