package dev.weir.api.accumulators;

/** Adds up ints. */
public final class IntCounter implements SimpleAccumulator<Integer> {

  private static final long serialVersionUID = 1L;

  private int localValue;

  /** Begins with 0. */
  public IntCounter() {
    this(0);
  }

  /** Begins with a value. */
  public IntCounter(int value) {
    this.localValue = value;
  }

  /** As {@link #add(Integer)}, without an object. */
  public void add(int value) {
    localValue = localValue + value;
  }

  @Override
  public void add(Integer value) {
    add(value.intValue());
  }

  /** As {@link #getLocalValue}, without an object. */
  public int getLocalValuePrimitive() {
    return localValue;
  }

  @Override
  public Integer getLocalValue() {
    return localValue;
  }

  @Override
  public void resetLocal() {
    localValue = 0;
  }

  @Override
  public void merge(Accumulator<Integer, Integer> other) {
    add(other.getLocalValue());
  }

  @Override
  public IntCounter clone() {
    return new IntCounter(localValue);
  }

  @Override
  public String toString() {
    return "IntCounter " + localValue;
  }
}
