package dev.weir.api.accumulators;

/** The greatest of longs. */
public final class LongMaximum implements SimpleAccumulator<Long> {

  private static final long serialVersionUID = 1L;

  private long localValue;

  /** Begins with {@code Long.MIN_VALUE}. */
  public LongMaximum() {
    this(Long.MIN_VALUE);
  }

  /** Begins with a value. */
  public LongMaximum(long value) {
    this.localValue = value;
  }

  /** As {@link #add(Long)}, without an object. */
  public void add(long value) {
    localValue = Math.max(localValue, value);
  }

  @Override
  public void add(Long value) {
    add(value.longValue());
  }

  /** As {@link #getLocalValue}, without an object. */
  public long getLocalValuePrimitive() {
    return localValue;
  }

  @Override
  public Long getLocalValue() {
    return localValue;
  }

  @Override
  public void resetLocal() {
    localValue = Long.MIN_VALUE;
  }

  @Override
  public void merge(Accumulator<Long, Long> other) {
    add(other.getLocalValue());
  }

  @Override
  public LongMaximum clone() {
    return new LongMaximum(localValue);
  }

  @Override
  public String toString() {
    return "LongMaximum " + localValue;
  }
}
