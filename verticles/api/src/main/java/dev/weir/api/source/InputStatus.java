package dev.weir.api.source;

/** What {@link SourceReader#pollNext} says about the next call. */
public enum InputStatus {
  /** There may be more at once: call again without waiting. */
  MORE_AVAILABLE,
  /** There is nothing now: call again when {@link SourceReader#isAvailable} completes. */
  NOTHING_AVAILABLE,
  /** There will never be more: do not call again. */
  END_OF_INPUT
}
