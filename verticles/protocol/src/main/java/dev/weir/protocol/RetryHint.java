package dev.weir.protocol;

/** Whether trying again can help. */
public enum RetryHint {
  /** The restart policy decides. */
  RETRY,
  /**
   * What failed is gone, such as a node: the next attempt starts at once and does not count as a
   * failure of the job. A policy of no restarts at all forbids this one too.
   */
  RETRY_AT_ONCE,
  /** The same would happen again: the job fails at once, whatever the restart policy. */
  NO_RETRY
}
