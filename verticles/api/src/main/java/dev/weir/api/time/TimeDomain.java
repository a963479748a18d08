package dev.weir.api.time;

/** What a timer waits for. */
public enum TimeDomain {
  /** The watermark. */
  EVENT_TIME,
  /** The clock of the machine. */
  PROCESSING_TIME
}
