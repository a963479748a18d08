package dev.weir.protocol.placement;

import dev.weir.protocol.SubtaskId;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The node of each subtask of an attempt. */
public record Placement(Map<SubtaskId, String> nodes) {

  /** Nothing was placed yet. */
  public static final Placement NONE = new Placement(Map.of());

  public Placement {
    nodes = Collections.unmodifiableMap(new TreeMap<>(nodes));
  }

  /** Everything on one node. */
  public static Placement allOn(String node, Collection<SubtaskId> subtasks) {
    return new Placement(subtasks.stream().collect(Collectors.toMap(id -> id, id -> node)));
  }

  /**
   * @throws NoSuchElementException if the subtask is not placed
   */
  public String nodeOf(SubtaskId subtask) {
    String node = nodes.get(subtask);
    if (node == null) {
      throw new NoSuchElementException(subtask + " is on no node");
    }
    return node;
  }

  /** The subtasks on a node; none if it has no part in the attempt. */
  public Set<SubtaskId> on(String node) {
    return nodes.entrySet().stream()
        .filter(entry -> entry.getValue().equals(node))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The nodes that have a part in the attempt. */
  public Set<String> participants() {
    return new TreeSet<>(nodes.values());
  }

  /** How many subtasks of a vertex there are; 0 if it is not placed. */
  int parallelismOf(String vertex) {
    return (int) nodes.keySet().stream().filter(id -> id.vertex().equals(vertex)).count();
  }
}
