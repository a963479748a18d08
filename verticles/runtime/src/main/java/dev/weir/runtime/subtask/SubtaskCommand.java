package dev.weir.runtime.subtask;

import dev.weir.protocol.checkpoint.CheckpointBarrier;
import dev.weir.protocol.log.CommitPermit;

/** What the coordinator tells subtasks. */
public sealed interface SubtaskCommand {

  /** All subtasks of the attempt are ready: sources begin. */
  record Start() implements SubtaskCommand {}

  /** To enumerators: take a snapshot and put the barrier into all channels. */
  record TriggerCheckpoint(CheckpointBarrier barrier) implements SubtaskCommand {}

  /** A checkpoint is durable: commit what belongs to it. */
  record CompleteCheckpoint(CommitPermit permit) implements SubtaskCommand {}

  /** A checkpoint was given up. */
  record AbortCheckpoint(long checkpointId) implements SubtaskCommand {}

  /** Report what your functions have added up by now. */
  record TellAccumulated() implements SubtaskCommand {}

  /** To enumerators: let the readers end where they are. */
  record EndSources() implements SubtaskCommand {}
}
