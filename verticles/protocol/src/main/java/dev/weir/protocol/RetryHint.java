package dev.weir.protocol;

/** Whether trying again can help. */
public enum RetryHint {
  /** The restart policy decides. */
  RETRY,
  /** The same would happen again: the job fails at once, whatever the restart policy. */
  NO_RETRY
}
