package dev.weir.testing.simulation;

import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.log.CheckpointLayout;
import dev.weir.protocol.placement.Placement;
import java.util.Map;
import java.util.Optional;

/**
 * What a coordinator tells nodes to run.
 *
 * @param attempt a number that no other attempt of the run has, under whatever coordinator
 * @param coordinator where reports go
 * @param term of the coordinator
 * @param placement where each subtask runs
 * @param nodes that have a part in it, by name
 * @param manifest what is restored; empty: nothing
 */
record Deployment(
    long attempt,
    NodeProcess coordinator,
    long term,
    CheckpointLayout layout,
    Blueprint blueprint,
    Placement placement,
    Map<String, NodeProcess> nodes,
    Optional<String> manifest) {

  NodeProcess nodeOf(SubtaskId subtask) {
    String name = placement.nodeOf(subtask);
    NodeProcess process = nodes.get(name);
    if (process == null) {
      throw new IllegalArgumentException(subtask + " is placed on " + name + ", which is unknown");
    }
    return process;
  }
}
