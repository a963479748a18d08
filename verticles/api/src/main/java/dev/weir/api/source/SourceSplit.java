package dev.weir.api.source;

/**
 * A part of a source, together with the position in it: a file and an offset, a range of numbers.
 * Immutable. A split taken by {@link SourceReader#snapshotState} is enough to go on reading exactly
 * after the last record emitted before.
 */
public interface SourceSplit {

  /** Identifies the part within its source; does not change with the position. */
  String splitId();
}
