package dev.weir.config;

/** What happens to retained checkpoints when the job ends before its time. */
public enum CheckpointRetention {
  /** They stay when the job is cancelled and when it fails. */
  RETAIN_ON_CANCELLATION,
  /** They are deleted when the job is cancelled; they stay when it fails. */
  DELETE_ON_CANCELLATION,
  /** They are deleted however the job ends. */
  NO_EXTERNALIZED_CHECKPOINTS
}
