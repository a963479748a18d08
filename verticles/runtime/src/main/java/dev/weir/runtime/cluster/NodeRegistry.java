package dev.weir.runtime.cluster;

import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.placement.NodeCapacity;
import dev.weir.protocol.placement.Placement;
import dev.weir.runtime.subtask.SubtaskMetrics;
import dev.weir.runtime.views.ObservedNode;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The nodes that the coordinator can count on, by their heartbeats. Used on one event loop. */
final class NodeRegistry {

  private static final SubtaskMetrics.Snapshot NO_COUNTERS =
      new SubtaskMetrics.Snapshot(0, 0, 0, 0, 0, Long.MIN_VALUE, Long.MIN_VALUE);

  private record Registered(int cores, long heardAt, long since, JsonObject load) {}

  private final Map<String, Registered> nodes = new LinkedHashMap<>();
  private final Map<SubtaskId, SubtaskMetrics.Snapshot> counters = new HashMap<>();
  private final Map<SubtaskId, String> holders = new HashMap<>();
  private final Set<String> leaving = new HashSet<>();

  /**
   * @return whether the node is new
   */
  boolean heard(Heartbeat heartbeat, long now) {
    Registered before = nodes.get(heartbeat.node());
    nodes.put(
        heartbeat.node(),
        new Registered(
            heartbeat.cores(),
            now,
            before == null ? System.currentTimeMillis() : before.since(),
            heartbeat.load()));
    counters.putAll(heartbeat.counters());
    heartbeat.counters().keySet().forEach(subtask -> holders.put(subtask, heartbeat.node()));
    return before == null;
  }

  /** Forgets a node; whether it was known. */
  boolean remove(String node) {
    leaving.remove(node);
    return nodes.remove(node) != null;
  }

  /** The node wants to go: nothing more is placed on it. */
  void leaving(String node) {
    leaving.add(node);
  }

  boolean isLeaving(String node) {
    return leaving.contains(node);
  }

  boolean isKnown(String node) {
    return nodes.containsKey(node);
  }

  /** For how long nothing was heard of a node; 0 if it is not known. */
  long unheard(String node, long now) {
    Registered registered = nodes.get(node);
    return registered == null ? 0 : Math.max(0, now - registered.heardAt());
  }

  /** All of them as views show them. */
  List<ObservedNode> observed(String coordinator) {
    List<ObservedNode> observed = new ArrayList<>();
    nodes.forEach(
        (node, registered) ->
            observed.add(
                new ObservedNode(
                    node,
                    registered.cores(),
                    registered.since(),
                    leaving.contains(node),
                    node.equals(coordinator),
                    registered.load())));
    return observed;
  }

  List<String> known() {
    return List.copyOf(nodes.keySet());
  }

  /** Those not heard of since a moment. */
  List<String> silentSince(long moment) {
    List<String> silent = new ArrayList<>();
    nodes.forEach(
        (node, registered) -> {
          if (registered.heardAt() < moment) {
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
  List<NodeCapacity> capacities(List<String> members) {
    List<NodeCapacity> capacities = new ArrayList<>();
    for (String member : members) {
      Registered registered = nodes.get(member);
      if (registered != null && !leaving.contains(member)) {
        capacities.add(new NodeCapacity(member, registered.cores()));
      }
    }
    return capacities;
  }

  /**
   * Where subtasks were by what the nodes have said of themselves, whoever placed them there. Those
   * that no living node has spoken of are on a node without a name.
   */
  Placement held() {
    Map<SubtaskId, String> all = new HashMap<>();
    holders.forEach(
        (subtask, node) -> {
          for (int index = 0; index <= subtask.index(); index++) {
            all.putIfAbsent(new SubtaskId(subtask.vertex(), index), "");
          }
          all.put(subtask, node);
        });
    return new Placement(all);
  }

  SubtaskMetrics.Snapshot counters(SubtaskId subtask) {
    return counters.getOrDefault(subtask, NO_COUNTERS);
  }

  /** Another attempt counts from nothing. */
  void resetCounters() {
    counters.clear();
  }
}
