package dev.weir.api.source;

/**
 * Takes the records of a {@link SourceReader}. A reader of several splits that differ in event time
 * writes each to an output of its own: event time of the reader is then that of the slowest split.
 */
public interface ReaderOutput<T> extends SourceOutput<T> {

  /**
   * The output of one split; the same if asked again. Records of different splits may be written in
   * any order.
   */
  SourceOutput<T> createOutputForSplit(String splitId);

  /** A split is finished: event time does not wait for it any more. */
  void releaseOutputForSplit(String splitId);
}
