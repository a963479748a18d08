package dev.weir.protocol.coordinator;

import dev.weir.protocol.Step;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.checkpoint.AckOutcome;
import dev.weir.protocol.checkpoint.CheckpointBarrier;
import dev.weir.protocol.checkpoint.CheckpointFailureReason;
import dev.weir.protocol.log.CheckpointLayout;
import dev.weir.protocol.log.LogEntry;
import dev.weir.protocol.manifest.Manifest;

/** Second of three: all have acknowledged; until the manifest is durable. */
record Storing(RunHeader header, AckTable acks, Manifest manifest) implements CheckpointRun {

  @Override
  public CheckpointView view() {
    return CheckpointViews.inProgress(this);
  }

  @Override
  public long deadline() {
    return header.deadline();
  }

  @Override
  public AckOutcome judge(SubtaskId subtask) {
    return acks.knows(subtask) ? AckOutcome.DUPLICATE : AckOutcome.UNKNOWN;
  }

  @Override
  public Step<CheckpointRun, CoordinatorEffect> onManifestStored() {
    return Step.to(new Logging(header, acks, manifest), new CoordinatorEffect.AppendLog(entry()));
  }

  private LogEntry entry() {
    CheckpointBarrier barrier = header.barrier();
    String path = CheckpointLayout.manifest(barrier.directory());
    return kind().isSavepoint()
        ? new LogEntry.SavepointCompleted(id(), kind(), barrier.timestamp(), path)
        : new LogEntry.CheckpointCompleted(
            id(), kind(), barrier.timestamp(), path, header.plan().settings().numRetained());
  }

  @Override
  public Step<CheckpointRun, CoordinatorEffect> onFailed(
      CheckpointFailureReason reason, String message, long now) {
    return CheckpointRun.abort(this, reason, message, now);
  }
}
