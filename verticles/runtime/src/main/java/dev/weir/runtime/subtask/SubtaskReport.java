package dev.weir.runtime.subtask;

import dev.weir.protocol.EncodedAccumulators;
import dev.weir.protocol.FailureCause;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.checkpoint.SubtaskAck;
import dev.weir.protocol.checkpoint.SubtaskDecline;
import dev.weir.runtime.operators.ChainedOperatorException;
import java.util.Optional;

/** What subtasks tell the coordinator. */
public sealed interface SubtaskReport {

  long attempt();

  /** The snapshot of a checkpoint is durable. */
  record Acknowledged(long attempt, SubtaskAck ack) implements SubtaskReport {}

  /** There will be no snapshot for a checkpoint; the subtask goes on. */
  record Declined(long attempt, SubtaskDecline decline) implements SubtaskReport {}

  /**
   * How far the barrier of a checkpoint has come, for display only; one may be lost.
   *
   * @param at when, in milliseconds by the clock of the subtask's node
   * @param lastBarrierFrom whose barrier came last; empty before all have come
   */
  record Progress(
      long attempt,
      SubtaskId subtask,
      long checkpointId,
      Stage stage,
      long at,
      Optional<SubtaskId> lastBarrierFrom)
      implements SubtaskReport {

    /** What has just happened. */
    public enum Stage {
      /** The first of several barriers has come. */
      ARRIVED,
      /** All barriers have come; the synchronous part begins. */
      ALIGNED,
      /** The synchronous part is over; records are taken up again. */
      TAKEN
    }
  }

  /** All input has ended and been handled. */
  record Ended(long attempt, SubtaskId subtask) implements SubtaskReport {}

  /** What its functions have added up by now; there may be more to come. */
  record Accumulated(long attempt, SubtaskId subtask, EncodedAccumulators values)
      implements SubtaskReport {}

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
