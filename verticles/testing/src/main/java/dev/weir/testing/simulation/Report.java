package dev.weir.testing.simulation;

import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.checkpoint.SubtaskAck;
import dev.weir.protocol.checkpoint.SubtaskDecline;

/** What subtasks tell the coordinator, as in the runtime. */
sealed interface Report {

  /** The snapshot of a checkpoint is durable. */
  record Acknowledged(SubtaskAck ack) implements Report {
    @Override
    public String toString() {
      return "the acknowledgement of checkpoint %d by %s"
          .formatted(ack.checkpointId(), ack.subtask());
    }
  }

  /** There will be no snapshot for a checkpoint; the subtask goes on. */
  record Declined(SubtaskDecline decline) implements Report {
    @Override
    public String toString() {
      return "the decline of checkpoint %d by %s"
          .formatted(decline.checkpointId(), decline.subtask());
    }
  }

  /** All input has ended and been handled. */
  record Ended() implements Report {
    @Override
    public String toString() {
      return "the news that a subtask has ended";
    }
  }

  /** All that belongs to a checkpoint is committed. */
  record Committed(long checkpointId) implements Report {
    @Override
    public String toString() {
      return "the confirmation that checkpoint " + checkpointId + " is committed";
    }
  }

  /** The subtask cannot go on. */
  record Failed(SubtaskId subtask, String why) implements Report {
    @Override
    public String toString() {
      return "the news that " + subtask + " failed";
    }
  }
}
