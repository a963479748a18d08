package dev.weir.protocol.checkpoint;

/** What became of an acknowledgement. */
public enum AckOutcome {
  /** Taken. */
  SUCCESS,
  /** This subtask had acknowledged this checkpoint before. */
  DUPLICATE,
  /** No such subtask, or no such checkpoint was ever triggered by this coordinator. */
  UNKNOWN,
  /** The checkpoint is over; what the acknowledgement names is removed. */
  DISCARDED
}
