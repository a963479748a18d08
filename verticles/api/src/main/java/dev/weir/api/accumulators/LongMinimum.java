package dev.weir.api.accumulators;

/** The least of longs. */
public final class LongMinimum implements SimpleAccumulator<Long> {

  private static final long serialVersionUID = 1L;

  private long localValue;

  /** Begins with {@code Long.MAX_VALUE}. */
  public LongMinimum() {
    this(Long.MAX_VALUE);
  }

  /** Begins with a value. */
  public LongMinimum(long value) {
    this.localValue = value;
  }

  /** As {@link #add(Long)}, without an object. */
  public void add(long value) {
    localValue = Math.min(localValue, value);
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
    localValue = Long.MAX_VALUE;
  }

  @Override
  public void merge(Accumulator<Long, Long> other) {
    add(other.getLocalValue());
  }

  @Override
  public LongMinimum clone() {
    return new LongMinimum(localValue);
  }

  @Override
  public String toString() {
    return "LongMinimum " + localValue;
  }
}
