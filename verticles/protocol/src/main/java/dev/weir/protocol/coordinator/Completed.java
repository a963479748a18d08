package dev.weir.protocol.coordinator;

import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.checkpoint.AckOutcome;
import dev.weir.protocol.manifest.Manifest;

/** It exists. */
record Completed(RunHeader header, AckTable acks, Manifest manifest, long at)
    implements CheckpointRun {

  @Override
  public CheckpointView view() {
    return CheckpointViews.completed(this);
  }

  @Override
  public AckOutcome judge(SubtaskId subtask) {
    return acks.knows(subtask) ? AckOutcome.DUPLICATE : AckOutcome.UNKNOWN;
  }
}
