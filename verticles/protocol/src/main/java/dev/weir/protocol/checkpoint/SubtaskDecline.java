package dev.weir.protocol.checkpoint;

import static java.util.Objects.requireNonNull;

import dev.weir.protocol.SubtaskId;

/**
 * "There will be no snapshot of mine."
 *
 * @param detail what happened, for the log and the dashboard; may be empty
 */
public record SubtaskDecline(
    long checkpointId, SubtaskId subtask, CheckpointFailureReason reason, String detail) {

  public SubtaskDecline {
    requireNonNull(subtask, "subtask is null");
    requireNonNull(reason, "reason is null");
    requireNonNull(detail, "detail is null");
  }
}
