package dev.weir.runtime.subtask;

import dev.weir.api.JobID;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.placement.Placement;
import dev.weir.protocol.restore.SubtaskRestore;
import dev.weir.runtime.bus.Addresses;
import dev.weir.runtime.graph.JobGraph;
import dev.weir.runtime.graph.JobVertex;
import dev.weir.runtime.graph.Wiring;
import dev.weir.runtime.metrics.AttemptMetrics;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * What one subtask of one attempt is made of.
 *
 * @param restore what it starts from
 * @param placement where each subtask of the attempt runs
 * @param coordinator address that reports go to
 * @param coordinatorHere whether the coordinator runs on this node
 * @param onIsolated called on an event loop when the coordinator does not answer the subtask
 * @param restoredCheckpoint the checkpoint that is restored; empty if the job starts from nothing
 * @param localDirectory its own, empty; removed after the attempt
 * @param metrics what the attempt shows of itself on this node
 */
public record SubtaskPlan(
    JobID jobId,
    long attempt,
    SubtaskId subtask,
    JobVertex vertex,
    JobGraph graph,
    Wiring wiring,
    Placement placement,
    String coordinator,
    boolean coordinatorHere,
    Runnable onIsolated,
    SubtaskRestore restore,
    OptionalLong restoredCheckpoint,
    Path localDirectory,
    AttemptMetrics metrics) {

  /** Whether another subtask of the attempt runs on this node. */
  boolean isHere(SubtaskId other) {
    return nodeOf(other).equals(nodeOf(subtask));
  }

  /** The node of a subtask of the attempt. */
  String nodeOf(SubtaskId other) {
    return placement.nodeOf(other);
  }

  /** Whether the whole attempt, with its coordinator, is on this node. */
  boolean isAllHere() {
    return coordinatorHere && placement.participants().size() == 1;
  }

  /** As messages and thread names show it: {@code map[1]}. */
  public String describe() {
    return subtask.toString();
  }

  /** Where a subtask of the attempt receives. */
  String addressOf(SubtaskId other) {
    return Addresses.subtask(jobId, attempt, other, nodeOf(other));
  }

  /** Where a subtask of the attempt receives from other nodes. */
  String inboxOf(SubtaskId other) {
    return Addresses.inbox(jobId, attempt, other, nodeOf(other));
  }
}
