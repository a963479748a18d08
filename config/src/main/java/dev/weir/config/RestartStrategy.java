package dev.weir.config;

/** What follows the failure of an attempt. */
public enum RestartStrategy {
  /** The job fails. */
  NONE,
  /** A number of restarts, each after the same wait. */
  FIXED_DELAY,
  /** Restarts, until too many failures fall into one interval. */
  FAILURE_RATE,
  /** Restarts after waits that grow. */
  EXPONENTIAL_DELAY
}
