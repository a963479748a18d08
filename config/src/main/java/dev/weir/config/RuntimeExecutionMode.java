package dev.weir.config;

/** What a job emits, and when. */
public enum RuntimeExecutionMode {
  /** Results as records come; for any sources. */
  STREAMING,
  /** Final results, at the end of the input; for sources that end. */
  BATCH,
  /** {@link #BATCH} if all sources end, else {@link #STREAMING}. */
  AUTOMATIC
}
