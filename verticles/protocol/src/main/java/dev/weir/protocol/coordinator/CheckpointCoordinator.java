package dev.weir.protocol.coordinator;

import dev.weir.protocol.Step;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.checkpoint.SubtaskAck;
import dev.weir.protocol.checkpoint.SubtaskDecline;
import dev.weir.protocol.log.LoggedEntry;
import dev.weir.protocol.pacing.TriggerRequest;
import java.util.List;
import java.util.Set;

/** Signatures; the body follows. */
public record CheckpointCoordinator(CoordinatorPlan plan, CheckpointStatistics statistics) {

  /**
   * Takes office.
   *
   * @param nextId larger than every id used before in this run
   * @param retained what the log says exists, oldest first; checkpoints of an earlier run that this
   *     one has taken over may be among them, and are removed when they are subsumed
   * @param foreign files that are never removed: those of a savepoint the job was restored from
   */
  public static CheckpointCoordinator inOffice(
      CoordinatorPlan plan, long nextId, List<RetainedCheckpoint> retained, Set<String> foreign) {
    throw new UnsupportedOperationException();
  }

  /** All subtasks of an attempt are running; checkpoints may begin. */
  public Step<CheckpointCoordinator, CoordinatorEffect> onAttemptStarted(long attempt, long now) {
    throw new UnsupportedOperationException();
  }

  /** The attempt is over, for whatever reason; all that is in progress is given up. */
  public Step<CheckpointCoordinator, CoordinatorEffect> onAttemptEnded(long now) {
    throw new UnsupportedOperationException();
  }

  public Step<CheckpointCoordinator, CoordinatorEffect> onTimer(long now) {
    throw new UnsupportedOperationException();
  }

  public Step<CheckpointCoordinator, CoordinatorEffect> onRequest(
      TriggerRequest request, long now) {
    throw new UnsupportedOperationException();
  }

  public Step<CheckpointCoordinator, CoordinatorEffect> onAck(SubtaskAck ack, long now) {
    throw new UnsupportedOperationException();
  }

  public Step<CheckpointCoordinator, CoordinatorEffect> onDecline(
      SubtaskDecline decline, long now) {
    throw new UnsupportedOperationException();
  }

  public Step<CheckpointCoordinator, CoordinatorEffect> onManifestStored(
      long checkpointId, long now) {
    throw new UnsupportedOperationException();
  }

  public Step<CheckpointCoordinator, CoordinatorEffect> onManifestFailed(
      long checkpointId, String message, long now) {
    throw new UnsupportedOperationException();
  }

  public Step<CheckpointCoordinator, CoordinatorEffect> onLogged(LoggedEntry logged, long now) {
    throw new UnsupportedOperationException();
  }

  public Step<CheckpointCoordinator, CoordinatorEffect> onDeposed(String reason, long now) {
    throw new UnsupportedOperationException();
  }

  /** Every subtask has handled the end of its input. */
  public Step<CheckpointCoordinator, CoordinatorEffect> onAllEnded(long now) {
    throw new UnsupportedOperationException();
  }

  /** A subtask has committed what belongs to this checkpoint and to those before it. */
  public Step<CheckpointCoordinator, CoordinatorEffect> onCommitConfirmed(
      long checkpointId, SubtaskId subtask, long now) {
    throw new UnsupportedOperationException();
  }
}
