package dev.weir.runtime.subtask;

import dev.weir.protocol.FailureCause;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.checkpoint.SubtaskAck;
import dev.weir.protocol.checkpoint.SubtaskDecline;
import dev.weir.runtime.operators.ChainedOperatorException;

/** What subtasks tell the coordinator. */
public sealed interface SubtaskReport {

  long attempt();

  /** The snapshot of a checkpoint is durable. */
  record Acknowledged(long attempt, SubtaskAck ack) implements SubtaskReport {}

  /** There will be no snapshot for a checkpoint; the subtask goes on. */
  record Declined(long attempt, SubtaskDecline decline) implements SubtaskReport {}

  /** All input has ended and been handled. */
  record Ended(long attempt, SubtaskId subtask) implements SubtaskReport {}

  /** All that belongs to a checkpoint is committed. */
  record Committed(long attempt, SubtaskId subtask, long checkpointId) implements SubtaskReport {}

  /**
   * The subtask cannot go on.
   *
   * @param thrown what was thrown, whole; it does not leave the JVM
   */
  record Failed(long attempt, SubtaskId subtask, FailureCause cause, Throwable thrown)
      implements SubtaskReport {

    public static Failed of(long attempt, SubtaskId subtask, Throwable thrown) {
      return new Failed(
          attempt, subtask, FailureCauses.of(thrown), ChainedOperatorException.unwrap(thrown));
    }
  }
}
