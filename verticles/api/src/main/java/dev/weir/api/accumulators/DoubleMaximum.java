package dev.weir.api.accumulators;

/** The greatest of doubles. */
public final class DoubleMaximum implements SimpleAccumulator<Double> {

  private static final long serialVersionUID = 1L;

  private double localValue;

  /** Begins with {@code Double.NEGATIVE_INFINITY}. */
  public DoubleMaximum() {
    this(Double.NEGATIVE_INFINITY);
  }

  /** Begins with a value. */
  public DoubleMaximum(double value) {
    this.localValue = value;
  }

  /** As {@link #add(Double)}, without an object. */
  public void add(double value) {
    localValue = Math.max(localValue, value);
  }

  @Override
  public void add(Double value) {
    add(value.doubleValue());
  }

  /** As {@link #getLocalValue}, without an object. */
  public double getLocalValuePrimitive() {
    return localValue;
  }

  @Override
  public Double getLocalValue() {
    return localValue;
  }

  @Override
  public void resetLocal() {
    localValue = Double.NEGATIVE_INFINITY;
  }

  @Override
  public void merge(Accumulator<Double, Double> other) {
    add(other.getLocalValue());
  }

  @Override
  public DoubleMaximum clone() {
    return new DoubleMaximum(localValue);
  }

  @Override
  public String toString() {
    return "DoubleMaximum " + localValue;
  }
}
