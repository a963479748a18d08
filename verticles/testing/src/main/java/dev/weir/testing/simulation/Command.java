package dev.weir.testing.simulation;

import dev.weir.protocol.checkpoint.CheckpointBarrier;

/** What the coordinator tells subtasks, as in the runtime. */
sealed interface Command {

  /** All subtasks of the attempt are ready: sources begin. */
  record Start() implements Command {}

  /** To enumerators: take a snapshot and put the barrier into all channels. */
  record Trigger(CheckpointBarrier barrier) implements Command {}

  /** A checkpoint is durable: commit what belongs to it. */
  record Complete(long checkpointId) implements Command {}

  /** A checkpoint was given up. */
  record Abort(long checkpointId) implements Command {}

  /** To enumerators: let the readers end where they are. */
  record EndSources() implements Command {}
}
