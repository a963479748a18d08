package dev.weir.protocol.coordinator;

import dev.weir.protocol.Step;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.checkpoint.AckOutcome;
import dev.weir.protocol.checkpoint.CheckpointFailureReason;
import dev.weir.protocol.checkpoint.SubtaskAck;
import dev.weir.protocol.log.CheckpointLayout;
import dev.weir.protocol.manifest.Manifest;

/** First of three: acknowledgements come in, until all are there. */
record Collecting(RunHeader header, AckTable acks) implements CheckpointRun {

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
    if (!acks.knows(subtask)) {
      return AckOutcome.UNKNOWN;
    }
    return acks.contains(subtask) ? AckOutcome.DUPLICATE : AckOutcome.SUCCESS;
  }

  @Override
  public Step<CheckpointRun, CoordinatorEffect> onAck(SubtaskAck ack, long now) {
    AckTable more = acks.plus(ack, now);
    if (!more.isComplete()) {
      return Step.to(new Collecting(header, more));
    }
    Manifest manifest = CheckpointRun.manifestOf(header, more);
    return Step.to(
        new Storing(header, more, manifest),
        new CoordinatorEffect.StoreManifest(
            CheckpointLayout.manifest(header.barrier().directory()), manifest));
  }

  @Override
  public Step<CheckpointRun, CoordinatorEffect> onFailed(
      CheckpointFailureReason reason, String message, long now) {
    return CheckpointRun.abort(this, reason, message, now);
  }
}
