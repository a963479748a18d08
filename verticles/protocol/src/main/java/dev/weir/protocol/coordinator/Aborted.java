package dev.weir.protocol.coordinator;

import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.checkpoint.AckOutcome;
import dev.weir.protocol.checkpoint.CheckpointFailureReason;

/**
 * It was given up.
 *
 * @param message what happened in this case; may be empty
 */
record Aborted(
    RunHeader header, AckTable acks, CheckpointFailureReason reason, String message, long at)
    implements CheckpointRun {

  @Override
  public CheckpointView view() {
    return CheckpointViews.aborted(this);
  }

  @Override
  public AckOutcome judge(SubtaskId subtask) {
    return acks.knows(subtask) ? AckOutcome.DISCARDED : AckOutcome.UNKNOWN;
  }

  /** What happened, for users. */
  String sentence() {
    return "%s %d failed: %s%s"
        .formatted(
            kind().isSavepoint() ? "savepoint" : "checkpoint",
            id(),
            reason.text(),
            message.isEmpty() ? "" : ": " + message);
  }
}
