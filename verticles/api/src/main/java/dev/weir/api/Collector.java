package dev.weir.api;

/** Takes the records that a function emits. Valid only during the call it was handed to. */
public interface Collector<T> {

  /** Emits a record. The record must not be changed afterwards. */
  void collect(T record);
}
