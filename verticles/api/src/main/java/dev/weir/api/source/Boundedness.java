package dev.weir.api.source;

/** Whether a source ends by itself. */
public enum Boundedness {
  /** Every reader ends after finitely many records; the job then finishes. */
  BOUNDED,
  /** The source goes on until the job is stopped. */
  CONTINUOUS_UNBOUNDED
}
