package dev.weir.testing.simulation;

import dev.weir.protocol.JobTopology;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.placement.NodeCapacity;
import dev.weir.protocol.placement.Placement;
import dev.weir.protocol.placement.Placer;
import java.util.List;
import java.util.TreeSet;

/**
 * Placing again moves nothing. As long as no parallelism changes, a node that stays does not give a
 * subtask away and get another one of the same vertex for it.
 */
final class PlacementMovesLittle implements Observer {

  private static final String NAME = "PlacementMovesLittle";

  @Override
  public void placed(
      JobTopology topology, List<NodeCapacity> nodes, Placement before, Placement after) {
    Placement again = Placer.place(Deployer.parallelism(topology), nodes, after);
    if (!again.equals(after)) {
      throw new Violation(NAME, "placed again, %s becomes %s".formatted(after, again));
    }
    if (!before.nodes().keySet().equals(after.nodes().keySet())) {
      return;
    }
    for (NodeCapacity node : nodes) {
      for (JobTopology.Vertex vertex : topology.vertices()) {
        TreeSet<SubtaskId> lost = of(vertex, before, node);
        TreeSet<SubtaskId> gained = of(vertex, after, node);
        lost.removeAll(after.on(node.node()));
        gained.removeAll(before.on(node.node()));
        if (!lost.isEmpty() && !gained.isEmpty()) {
          throw new Violation(
              NAME, "%s gives %s away and gets %s".formatted(node.node(), lost, gained));
        }
      }
    }
  }

  private static TreeSet<SubtaskId> of(
      JobTopology.Vertex vertex, Placement placement, NodeCapacity node) {
    TreeSet<SubtaskId> found = new TreeSet<>(placement.on(node.node()));
    found.removeIf(id -> !id.vertex().equals(vertex.id()));
    return found;
  }
}
