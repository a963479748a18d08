package dev.weir.config;

/** What a record may do to state when an attempt has failed and the job has restarted. */
public enum CheckpointingMode {
  /** Subtasks align barriers: every record shows in the state once. */
  EXACTLY_ONCE,
  /** Subtasks do not hold back channels: a record may show more than once after a restart. */
  AT_LEAST_ONCE
}
