package dev.weir.testing.simulation;

import dev.weir.protocol.placement.NodeCapacity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The nodes that a coordinator can count on, by their heartbeats. */
final class Roster {

  private static final long SILENCE_MICROS = 500_000;

  private final World world;
  private final Map<NodeProcess, Long> heard = new LinkedHashMap<>();
  private final Set<NodeProcess> leaving = new HashSet<>();

  Roster(World world) {
    this.world = world;
  }

  /** Whether the node is new. */
  boolean heard(NodeProcess node) {
    return heard.put(node, world.timeline().now()) == null;
  }

  void leaving(NodeProcess node) {
    leaving.add(node);
  }

  void remove(NodeProcess node) {
    heard.remove(node);
    leaving.remove(node);
  }

  boolean knowsAll(List<NodeProcess> members) {
    return heard.keySet().containsAll(members);
  }

  /** Those that have not spoken for too long. */
  List<NodeProcess> silent() {
    List<NodeProcess> silent = new ArrayList<>();
    heard.forEach(
        (node, at) -> {
          if (world.timeline().now() - at > SILENCE_MICROS) {
            silent.add(node);
          }
        });
    return silent;
  }

  /**
   * What subtasks can be placed on.
   *
   * @param members the oldest first
   */
  List<NodeCapacity> capacities(List<NodeProcess> members) {
    List<NodeCapacity> capacities = new ArrayList<>();
    for (NodeProcess member : members) {
      if (heard.containsKey(member) && !leaving.contains(member)) {
        capacities.add(
            new NodeCapacity(member.name(), world.scenario().cores().get(member.node())));
      }
    }
    return capacities;
  }
}
