package dev.weir.api.accumulators;

/** The greatest of ints. */
public final class IntMaximum implements SimpleAccumulator<Integer> {

  private static final long serialVersionUID = 1L;

  private int localValue;

  /** Begins with {@code Integer.MIN_VALUE}. */
  public IntMaximum() {
    this(Integer.MIN_VALUE);
  }

  /** Begins with a value. */
  public IntMaximum(int value) {
    this.localValue = value;
  }

  /** As {@link #add(Integer)}, without an object. */
  public void add(int value) {
    localValue = Math.max(localValue, value);
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
    localValue = Integer.MIN_VALUE;
  }

  @Override
  public void merge(Accumulator<Integer, Integer> other) {
    add(other.getLocalValue());
  }

  @Override
  public IntMaximum clone() {
    return new IntMaximum(localValue);
  }

  @Override
  public String toString() {
    return "IntMaximum " + localValue;
  }
}
