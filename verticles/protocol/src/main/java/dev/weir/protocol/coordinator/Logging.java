package dev.weir.protocol.coordinator;

import dev.weir.protocol.Step;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.checkpoint.AckOutcome;
import dev.weir.protocol.checkpoint.CheckpointFailureReason;
import dev.weir.protocol.log.LoggedEntry;
import dev.weir.protocol.manifest.Manifest;
import java.util.ArrayList;
import java.util.List;

/**
 * Third of three: its entry is being appended. The decision moment: when the entry is in the log,
 * the checkpoint exists, whether or not we ever hear of it.
 */
record Logging(RunHeader header, AckTable acks, Manifest manifest) implements CheckpointRun {

  @Override
  public CheckpointView view() {
    return CheckpointViews.inProgress(this);
  }

  @Override
  public AckOutcome judge(SubtaskId subtask) {
    return acks.knows(subtask) ? AckOutcome.DUPLICATE : AckOutcome.UNKNOWN;
  }

  @Override
  public Step<CheckpointRun, CoordinatorEffect> onLogged(LoggedEntry logged, long now) {
    List<CoordinatorEffect> effects = new ArrayList<>();
    logged
        .commitPermit()
        .ifPresent(permit -> effects.add(new CoordinatorEffect.NotifyComplete(permit)));
    header
        .requestId()
        .ifPresent(
            requestId ->
                effects.add(
                    new CoordinatorEffect.AnswerRequest(
                        requestId,
                        new RequestResult.Completed(id(), header.barrier().directory()))));
    return new Step<>(new Completed(header, acks, manifest, now), effects);
  }

  @Override
  public Step<CheckpointRun, CoordinatorEffect> onFailed(
      CheckpointFailureReason reason, String message, long now) {
    return Step.to(this);
  }

  @Override
  public Step<CheckpointRun, CoordinatorEffect> onDeposed(String message, long now) {
    return CheckpointRun.abort(this, CheckpointFailureReason.DEPOSED, message, now);
  }
}
