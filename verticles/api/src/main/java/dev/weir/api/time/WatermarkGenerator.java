package dev.weir.api.time;

/**
 * Makes watermarks from what it sees of the records, either with each record or each time it is
 * asked. Each subtask, and in sources each split, has its own.
 *
 * @param <T> the type of the records
 */
public interface WatermarkGenerator<T> {

  /**
   * Called after each record, to look at it or to emit a watermark.
   *
   * @param eventTimestamp what the timestamp assigner gave the record
   */
  void onEvent(T event, long eventTimestamp, WatermarkOutput output);

  /**
   * Called every {@code job.auto-watermark-interval}, and once more at the end of the input, to
   * emit a watermark or not.
   */
  void onPeriodicEmit(WatermarkOutput output);
}
