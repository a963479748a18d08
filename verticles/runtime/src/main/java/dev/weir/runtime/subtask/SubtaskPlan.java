package dev.weir.runtime.subtask;

import dev.weir.api.JobID;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.restore.SubtaskRestore;
import dev.weir.runtime.graph.JobGraph;
import dev.weir.runtime.graph.JobVertex;
import dev.weir.runtime.graph.Wiring;
import dev.weir.runtime.metrics.AttemptMetrics;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What one subtask of one attempt is made of.
 *
 * @param restore what it starts from
 * @param here all subtasks of the attempt that run on this node, this one among them
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
    Set<SubtaskId> here,
    String coordinator,
    boolean coordinatorHere,
    Runnable onIsolated,
    SubtaskRestore restore,
    OptionalLong restoredCheckpoint,
    Path localDirectory,
    AttemptMetrics metrics) {

  /** Whether another subtask of the attempt runs on this node. */
  boolean isHere(SubtaskId other) {
    return here.contains(other);
  }

  /** Whether the whole attempt, with its coordinator, is on this node. */
  boolean isAllHere() {
    return coordinatorHere && here.containsAll(graph.topology().subtasks());
  }

  /** As messages and thread names show it: {@code map[1]}. */
  public String describe() {
    return subtask.toString();
  }
}
