package dev.weir.api.windowing.evictors;

import org.jspecify.annotations.Nullable;

/**
 * A record of a window with its timestamp.
 *
 * @param <T> the type of the record
 */
public final class TimestampedValue<T> {

  private static final long NO_TIMESTAMP = Long.MIN_VALUE;

  private final T value;
  private final long timestamp;

  /** A record without a timestamp. */
  public TimestampedValue(T value) {
    this(value, NO_TIMESTAMP);
  }

  /** A record with a timestamp; {@code Long.MIN_VALUE} says that it has none. */
  public TimestampedValue(T value, long timestamp) {
    this.value = value;
    this.timestamp = timestamp;
  }

  /** The record. */
  public T getValue() {
    return value;
  }

  /**
   * The timestamp in milliseconds.
   *
   * @throws IllegalStateException if it has none
   */
  public long getTimestamp() {
    if (!hasTimestamp()) {
      throw new IllegalStateException(
          "The record " + value + " has no timestamp: nothing before the window assigned one");
    }
    return timestamp;
  }

  /** Whether it has a timestamp. */
  public boolean hasTimestamp() {
    return timestamp != NO_TIMESTAMP;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TimestampedValue<?> that
        && that.timestamp == timestamp
        && that.value.equals(value);
  }

  @Override
  public int hashCode() {
    return 31 * value.hashCode() + Long.hashCode(timestamp);
  }

  @Override
  public String toString() {
    return hasTimestamp() ? value + "@" + timestamp : String.valueOf(value);
  }
}
