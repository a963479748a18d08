package dev.weir.api.time;

/** Gives each record the clock's time, which never goes back, as its timestamp. */
public final class IngestionTimeAssigner<T> implements TimestampAssigner<T> {

  private long latest = Long.MIN_VALUE;

  /** An assigner. */
  public IngestionTimeAssigner() {}

  @Override
  public long extractTimestamp(T element, long recordTimestamp) {
    latest = Math.max(latest, System.currentTimeMillis());
    return latest;
  }
}
