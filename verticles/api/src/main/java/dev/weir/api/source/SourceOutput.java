package dev.weir.api.source;

import dev.weir.api.time.WatermarkOutput;

/**
 * Takes the records of a split, or of all splits together. Its timestamps and watermarks are made
 * by the watermark strategy of the source; watermarks that the reader emits itself are put out too.
 * Valid only on the thread of the subtask.
 */
public interface SourceOutput<T> extends WatermarkOutput {

  /** Emits a record that has no timestamp. The record must not be changed afterwards. */
  void collect(T record);

  /** Emits a record with a timestamp in milliseconds. */
  void collect(T record, long timestamp);
}
