package dev.weir.testing.simulation;

import dev.weir.protocol.JobTopology;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.placement.NodeCapacity;
import dev.weir.protocol.placement.Placement;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All subtasks of a job are placed, and no others; of the subtasks of a vertex each node has what
 * its share of all cores says, rounded down or up.
 */
final class PlacementIsFair implements Observer {

  private static final String NAME = "PlacementIsFair";

  @Override
  public void placed(
      JobTopology topology, List<NodeCapacity> nodes, Placement before, Placement after) {
    Set<SubtaskId> all = new TreeSet<>(topology.subtasks());
    if (!all.equals(after.nodes().keySet())) {
      throw new Violation(NAME, "%s are to be placed, found %s".formatted(all, after.nodes()));
    }
    long cores = nodes.stream().mapToLong(NodeCapacity::cores).sum();
    for (JobTopology.Vertex vertex : topology.vertices()) {
      TreeMap<String, Integer> has = new TreeMap<>();
      for (int i = 0; i < vertex.parallelism(); i++) {
        has.merge(after.nodeOf(new SubtaskId(vertex.id(), i)), 1, Integer::sum);
      }
      for (NodeCapacity node : nodes) {
        Integer found = has.remove(node.node());
        long whole = vertex.parallelism() * (long) node.cores();
        require(
            vertex, node, found == null ? 0 : found, whole / cores, -Math.floorDiv(-whole, cores));
      }
      if (!has.isEmpty()) {
        throw new Violation(NAME, "%s is placed on %s, which are not there".formatted(vertex, has));
      }
    }
  }

  private static void require(
      JobTopology.Vertex vertex, NodeCapacity node, int found, long least, long most) {
    if (found < least || found > most) {
      throw new Violation(
          NAME,
          "%s has %d of %d subtasks of %s, expected from %d to %d"
              .formatted(node, found, vertex.parallelism(), vertex.id(), least, most));
    }
  }
}
