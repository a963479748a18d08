package dev.weir.protocol.coordinator;

import dev.weir.protocol.checkpoint.CheckpointFailureReason;
import dev.weir.protocol.log.CommitPermit;
import dev.weir.protocol.pacing.TriggerRequest;

/** Where the coordinator stands; the transitions are drawn at {@link CheckpointCoordinator}. */
sealed interface Phase {

  /** Whether the pacer is asked for checkpoints. */
  default boolean isPaced() {
    return false;
  }

  /** Why a request is refused. */
  CheckpointFailureReason refusal();

  /** Where to go on when the terminal checkpoint in progress has failed. */
  default Phase afterTerminalFailure(long retryAt) {
    throw new IllegalStateException("no terminal checkpoint is in progress in " + this);
  }

  /** No attempt is running. */
  record Idle() implements Phase {
    @Override
    public CheckpointFailureReason refusal() {
      return CheckpointFailureReason.NOT_RUNNING;
    }
  }

  /** Records flow, checkpoints are taken as they fall due. The only phase that takes requests. */
  record Checkpointing() implements Phase {
    @Override
    public boolean isPaced() {
      return true;
    }

    @Override
    public CheckpointFailureReason refusal() {
      return CheckpointFailureReason.TOO_MANY_REQUESTS;
    }
  }

  /**
   * Sources were told to end; until all subtasks have ended. No checkpoint is taken: it would hold
   * sources that have ended before their time, and a restore of it would lose the rest of the
   * input.
   */
  record Draining(TriggerRequest request) implements Phase {
    @Override
    public CheckpointFailureReason refusal() {
      return CheckpointFailureReason.JOB_ENDING;
    }
  }

  /** All subtasks have ended; the terminal checkpoint is to be triggered. */
  record AllEnded(TriggerRequest terminal, long triggerAt) implements Phase {
    @Override
    public CheckpointFailureReason refusal() {
      return CheckpointFailureReason.JOB_ENDING;
    }
  }

  /**
   * The terminal checkpoint is in progress; no other is triggered.
   *
   * @param allEnded whether all subtasks have ended, so that records will not flow again
   */
  record Terminating(long checkpointId, boolean allEnded) implements Phase {
    @Override
    public CheckpointFailureReason refusal() {
      return CheckpointFailureReason.JOB_ENDING;
    }

    @Override
    public Phase afterTerminalFailure(long retryAt) {
      return allEnded ? new AllEnded(TriggerRequest.FINAL, retryAt) : new Checkpointing();
    }
  }

  /** The terminal checkpoint exists; until all subtasks have committed. */
  record Committing(CommitPermit permit) implements Phase {
    @Override
    public CheckpointFailureReason refusal() {
      return CheckpointFailureReason.JOB_ENDING;
    }
  }

  /** There is nothing more to do. */
  record Done() implements Phase {
    @Override
    public CheckpointFailureReason refusal() {
      return CheckpointFailureReason.JOB_ENDING;
    }
  }

  /** Another coordinator is in office. */
  record Deposed() implements Phase {
    @Override
    public CheckpointFailureReason refusal() {
      return CheckpointFailureReason.DEPOSED;
    }
  }
}
