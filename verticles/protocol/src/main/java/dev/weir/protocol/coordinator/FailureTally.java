package dev.weir.protocol.coordinator;

import dev.weir.protocol.checkpoint.CheckpointFailureReason;
import dev.weir.protocol.checkpoint.CheckpointKind;

/**
 * Counts checkpoints that failed in a row. Savepoints neither count nor interrupt the row: that one
 * cannot be written where a user wants it says nothing about checkpoints.
 */
record FailureTally(int tolerable, int inARow) {

  static FailureTally start(int tolerable) {
    return new FailureTally(tolerable, 0);
  }

  FailureTally failed(CheckpointKind kind, CheckpointFailureReason reason) {
    return reason.countsAgainstTolerable() && !kind.isSavepoint()
        ? new FailureTally(tolerable, inARow + 1)
        : this;
  }

  FailureTally completed(CheckpointKind kind) {
    return kind.isSavepoint() ? this : start(tolerable);
  }

  boolean isExceeded() {
    return inARow > tolerable;
  }
}
