package dev.weir.testing.simulation;

import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.checkpoint.SubtaskAck;
import dev.weir.protocol.checkpoint.SubtaskDecline;

/** What subtasks tell the coordinator, as in the runtime. */
sealed interface Report {

  /** The snapshot of a checkpoint is durable. */
  record Acknowledged(SubtaskAck ack) implements Report {}

  /** There will be no snapshot for a checkpoint; the subtask goes on. */
  record Declined(SubtaskDecline decline) implements Report {}

  /** All input has ended and been handled. */
  record Ended() implements Report {}

  /** All that belongs to a checkpoint is committed. */
  record Committed(long checkpointId) implements Report {}

  /** The subtask cannot go on. */
  record Failed(SubtaskId subtask, String why) implements Report {}
}
