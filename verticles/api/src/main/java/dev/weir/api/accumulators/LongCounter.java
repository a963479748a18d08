package dev.weir.api.accumulators;

/** Adds up longs. */
public final class LongCounter implements SimpleAccumulator<Long> {

  private static final long serialVersionUID = 1L;

  private long localValue;

  /** Begins with 0. */
  public LongCounter() {
    this(0);
  }

  /** Begins with a value. */
  public LongCounter(long value) {
    this.localValue = value;
  }

  /** As {@link #add(Long)}, without an object. */
  public void add(long value) {
    localValue = localValue + value;
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
    localValue = 0;
  }

  @Override
  public void merge(Accumulator<Long, Long> other) {
    add(other.getLocalValue());
  }

  @Override
  public LongCounter clone() {
    return new LongCounter(localValue);
  }

  @Override
  public String toString() {
    return "LongCounter " + localValue;
  }
}
