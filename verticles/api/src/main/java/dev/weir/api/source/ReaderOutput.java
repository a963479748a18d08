package dev.weir.api.source;

/** Takes the records of a {@link SourceReader}. Valid only during the call to {@code pollNext}. */
public interface ReaderOutput<T> {

  /** Emits a record that has no timestamp. The record must not be changed afterwards. */
  void collect(T record);

  /** Emits a record with a timestamp in milliseconds. */
  void collect(T record, long timestamp);
}
