package dev.weir.testing.simulation;

import dev.weir.protocol.checkpoint.CheckpointBarrier;

/** What the coordinator tells subtasks, as in the runtime. */
sealed interface Command {

  /** All subtasks of the attempt are ready: sources begin. */
  record Start() implements Command {
    @Override
    public String toString() {
      return "the command to start";
    }
  }

  /** To enumerators: take a snapshot and put the barrier into all channels. */
  record Trigger(CheckpointBarrier barrier) implements Command {
    @Override
    public String toString() {
      return "the trigger of checkpoint " + barrier.checkpointId();
    }
  }

  /** A checkpoint is durable: commit what belongs to it. */
  record Complete(long checkpointId) implements Command {
    @Override
    public String toString() {
      return "the news that checkpoint " + checkpointId + " is complete";
    }
  }

  /** A checkpoint was given up. */
  record Abort(long checkpointId) implements Command {
    @Override
    public String toString() {
      return "the news that checkpoint " + checkpointId + " is given up";
    }
  }

  /** To enumerators: let the readers end where they are. */
  record EndSources() implements Command {
    @Override
    public String toString() {
      return "the command to end the sources";
    }
  }
}
