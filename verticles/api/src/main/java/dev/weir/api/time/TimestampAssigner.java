package dev.weir.api.time;

/** Tells the timestamps of records. */
@FunctionalInterface
public interface TimestampAssigner<T> {

  /** What {@code recordTimestamp} is for a record that has none. */
  long NO_TIMESTAMP = Long.MIN_VALUE;

  /**
   * The timestamp of a record.
   *
   * @param recordTimestamp the one it has so far, from its source or an assigner before; {@link
   *     #NO_TIMESTAMP} if it has none
   * @return milliseconds since the epoch
   */
  long extractTimestamp(T element, long recordTimestamp);
}
