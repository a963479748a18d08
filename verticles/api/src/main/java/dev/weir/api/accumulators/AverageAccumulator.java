package dev.weir.api.accumulators;

/** The average of numbers; 0 as long as there are none. */
public final class AverageAccumulator implements SimpleAccumulator<Double> {

  private static final long serialVersionUID = 1L;

  private long count;
  private double sum;

  /** Begins with no number. */
  public AverageAccumulator() {}

  private AverageAccumulator(long count, double sum) {
    this.count = count;
    this.sum = sum;
  }

  @Override
  public void add(Double value) {
    add(value.doubleValue());
  }

  /** Adds a number. */
  public void add(double value) {
    count++;
    sum += value;
  }

  /** Adds a number. */
  public void add(long value) {
    add((double) value);
  }

  /** Adds a number. */
  public void add(int value) {
    add((double) value);
  }

  @Override
  public Double getLocalValue() {
    return count == 0 ? 0.0 : sum / count;
  }

  @Override
  public void resetLocal() {
    count = 0;
    sum = 0;
  }

  @Override
  public void merge(Accumulator<Double, Double> other) {
    if (!(other instanceof AverageAccumulator average)) {
      throw new IllegalArgumentException(
          "an average can be merged with an AverageAccumulator only, found "
              + other.getClass().getName());
    }
    count += average.count;
    sum += average.sum;
  }

  @Override
  public AverageAccumulator clone() {
    return new AverageAccumulator(count, sum);
  }

  @Override
  public String toString() {
    return "AverageAccumulator " + getLocalValue() + " of " + count;
  }
}
