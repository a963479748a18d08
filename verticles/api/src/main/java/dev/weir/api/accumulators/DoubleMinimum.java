package dev.weir.api.accumulators;

/** The least of doubles. */
public final class DoubleMinimum implements SimpleAccumulator<Double> {

  private static final long serialVersionUID = 1L;

  private double localValue;

  /** Begins with {@code Double.POSITIVE_INFINITY}. */
  public DoubleMinimum() {
    this(Double.POSITIVE_INFINITY);
  }

  /** Begins with a value. */
  public DoubleMinimum(double value) {
    this.localValue = value;
  }

  /** As {@link #add(Double)}, without an object. */
  public void add(double value) {
    localValue = Math.min(localValue, value);
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
    localValue = Double.POSITIVE_INFINITY;
  }

  @Override
  public void merge(Accumulator<Double, Double> other) {
    add(other.getLocalValue());
  }

  @Override
  public DoubleMinimum clone() {
    return new DoubleMinimum(localValue);
  }

  @Override
  public String toString() {
    return "DoubleMinimum " + localValue;
  }
}
