package dev.weir.testing.simulation;

import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.log.CheckpointLayout;
import java.util.Map;
import java.util.Optional;

/**
 * What a coordinator tells nodes to run.
 *
 * @param attempt a number that no other attempt of the run has, under whatever coordinator
 * @param coordinator where reports go
 * @param term of the coordinator
 * @param placement where each subtask runs
 * @param manifest what is restored; empty: nothing
 */
record Deployment(
    long attempt,
    NodeProcess coordinator,
    long term,
    CheckpointLayout layout,
    Blueprint blueprint,
    Map<SubtaskId, NodeProcess> placement,
    Optional<String> manifest) {

  NodeProcess nodeOf(SubtaskId subtask) {
    NodeProcess process = placement.get(subtask);
    if (process == null) {
      throw new IllegalArgumentException(subtask + " is placed nowhere");
    }
    return process;
  }
}
