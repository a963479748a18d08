package dev.weir.api.accumulators;

/** Adds up doubles. */
public final class DoubleCounter implements SimpleAccumulator<Double> {

  private static final long serialVersionUID = 1L;

  private double localValue;

  /** Begins with 0. */
  public DoubleCounter() {
    this(0);
  }

  /** Begins with a value. */
  public DoubleCounter(double value) {
    this.localValue = value;
  }

  /** As {@link #add(Double)}, without an object. */
  public void add(double value) {
    localValue = localValue + value;
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
    localValue = 0;
  }

  @Override
  public void merge(Accumulator<Double, Double> other) {
    add(other.getLocalValue());
  }

  @Override
  public DoubleCounter clone() {
    return new DoubleCounter(localValue);
  }

  @Override
  public String toString() {
    return "DoubleCounter " + localValue;
  }
}
