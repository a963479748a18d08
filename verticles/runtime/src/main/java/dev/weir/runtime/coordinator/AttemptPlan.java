package dev.weir.runtime.coordinator;

import dev.weir.api.JobID;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.placement.Placement;
import dev.weir.protocol.restore.RestorePlan;
import dev.weir.runtime.graph.JobGraph;
import dev.weir.runtime.graph.Wiring;
import java.util.Optional;
import java.util.Set;

/**
 * What one node needs to know of an attempt.
 *
 * @param graph at the parallelism of this attempt
 * @param placement where each subtask runs
 * @param node this one
 * @param coordinator address that reports go to
 * @param coordinatorHere whether the coordinator runs on this node
 * @param onIsolated called on an event loop when the coordinator does not answer a subtask
 * @param restore what subtasks start from; empty: from nothing
 */
public record AttemptPlan(
    JobID jobId,
    long attempt,
    JobGraph graph,
    Wiring wiring,
    Placement placement,
    String node,
    String coordinator,
    boolean coordinatorHere,
    Runnable onIsolated,
    Optional<RestorePlan> restore) {

  /** The subtasks that run on this node. */
  Set<SubtaskId> here() {
    return placement.on(node);
  }
}
