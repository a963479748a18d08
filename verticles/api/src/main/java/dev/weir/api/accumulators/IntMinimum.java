package dev.weir.api.accumulators;

/** The least of ints. */
public final class IntMinimum implements SimpleAccumulator<Integer> {

  private static final long serialVersionUID = 1L;

  private int localValue;

  /** Begins with {@code Integer.MAX_VALUE}. */
  public IntMinimum() {
    this(Integer.MAX_VALUE);
  }

  /** Begins with a value. */
  public IntMinimum(int value) {
    this.localValue = value;
  }

  /** As {@link #add(Integer)}, without an object. */
  public void add(int value) {
    localValue = Math.min(localValue, value);
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
    localValue = Integer.MAX_VALUE;
  }

  @Override
  public void merge(Accumulator<Integer, Integer> other) {
    add(other.getLocalValue());
  }

  @Override
  public IntMinimum clone() {
    return new IntMinimum(localValue);
  }

  @Override
  public String toString() {
    return "IntMinimum " + localValue;
  }
}
