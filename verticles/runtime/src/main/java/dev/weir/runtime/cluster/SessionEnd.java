package dev.weir.runtime.cluster;

import dev.weir.runtime.coordinator.JobOutcome;

/** Why a session has come to its end. */
sealed interface SessionEnd {

  /** The job is over. */
  record JobOver(JobOutcome outcome) implements SessionEnd {}

  /** This node was cut off or replaced, and is to join anew. */
  record Rejoin(String why) implements SessionEnd {}

  /** The process is told to end. */
  record Left() implements SessionEnd {}
}
