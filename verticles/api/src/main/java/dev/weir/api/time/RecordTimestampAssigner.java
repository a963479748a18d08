package dev.weir.api.time;

/** Leaves each record the timestamp that it has. */
public final class RecordTimestampAssigner<E> implements TimestampAssigner<E> {

  /** An assigner. */
  public RecordTimestampAssigner() {}

  @Override
  public long extractTimestamp(E element, long recordTimestamp) {
    return recordTimestamp;
  }
}
