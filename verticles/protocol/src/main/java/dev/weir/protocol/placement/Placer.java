package dev.weir.protocol.placement;

import dev.weir.protocol.SubtaskId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Spreads subtasks over nodes.
 *
 * <ol>
 *   <li>Vertices of one parallelism are placed alike: subtask i of each is on the same node, so
 *       what they send each other by index stays there.
 *   <li>Each node gets of them as many as its share of all cores says, by largest remainder; those
 *       that hold more than that already, then those that come earlier in the list are favoured.
 *   <li>Within these shares a subtask goes where most of its key groups were before; the others are
 *       dealt out to the nodes in turn.
 * </ol>
 *
 * <p>The same arguments give the same placement on every node.
 */
public final class Placer {

  private final List<NodeCapacity> nodes;
  private final Placement previous;

  private Placer(List<NodeCapacity> nodes, Placement previous) {
    this.nodes = List.copyOf(nodes);
    this.previous = previous;
  }

  /**
   * Places all subtasks.
   *
   * @param parallelism of each vertex, by its id
   * @param nodes at least one, the oldest first
   * @param previous where subtasks were in the attempt before
   */
  public static Placement place(
      Map<String, Integer> parallelism, List<NodeCapacity> nodes, Placement previous) {
    requireNodes(nodes);
    Map<Integer, List<String>> alike = new TreeMap<>();
    new TreeMap<>(parallelism)
        .forEach((id, count) -> alike.computeIfAbsent(count, p -> new ArrayList<>()).add(id));
    Placer placer = new Placer(nodes, previous);
    Map<SubtaskId, String> placed = new HashMap<>();
    alike.forEach((count, vertices) -> placer.place(vertices, count, placed));
    return new Placement(placed);
  }

  private static void requireNodes(List<NodeCapacity> nodes) {
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException("no node to place subtasks on");
    }
    Set<String> names = new HashSet<>();
    for (NodeCapacity node : nodes) {
      if (!names.add(node.node())) {
        throw new IllegalArgumentException("node " + node.node() + " is listed twice");
      }
    }
  }

  private void place(List<String> vertices, int parallelism, Map<SubtaskId, String> placed) {
    int[] room = shares(vertices, parallelism);
    int[] nodeOf = new int[parallelism];
    Arrays.fill(nodeOf, -1);
    keep(vertices, room, nodeOf);
    dealOut(room, nodeOf);
    for (String vertex : vertices) {
      for (int index = 0; index < parallelism; index++) {
        placed.put(new SubtaskId(vertex, index), nodes.get(nodeOf[index]).node());
      }
    }
  }

  /**
   * How many of so many subtasks each node gets. Of nodes with the same remainder those come first
   * that hold most beyond their whole share: so placing again moves nothing.
   */
  private int[] shares(List<String> vertices, int subtasks) {
    long cores = nodes.stream().mapToLong(NodeCapacity::cores).sum();
    int[] share = new int[nodes.size()];
    List<Integer> byRemainder = new ArrayList<>();
    int left = subtasks;
    for (int i = 0; i < share.length; i++) {
      share[i] = (int) (subtasks * (long) nodes.get(i).cores() / cores);
      left -= share[i];
      byRemainder.add(i);
    }
    byRemainder.sort(
        Comparator.<Integer>comparingLong(i -> -(subtasks * (long) nodes.get(i).cores() % cores))
            .thenComparingLong(
                i -> (long) share[i] * vertices.size() - before(vertices, nodes.get(i).node())));
    for (int i = 0; i < left; i++) {
      share[byRemainder.get(i)]++;
    }
    return share;
  }

  private long before(List<String> vertices, String node) {
    return previous.on(node).stream().filter(id -> vertices.contains(id.vertex())).count();
  }

  /**
   * What a subtask would find on a node.
   *
   * @param held of the key groups of the subtask, as a part of all, summed over the vertices
   */
  private record Holding(int index, int node, double held) {}

  private void keep(List<String> vertices, int[] room, int[] nodeOf) {
    List<Holding> holdings = new ArrayList<>();
    for (int index = 0; index < nodeOf.length; index++) {
      double[] held = held(vertices, index, nodeOf.length);
      for (int node = 0; node < held.length; node++) {
        if (held[node] > 0) {
          holdings.add(new Holding(index, node, held[node]));
        }
      }
    }
    holdings.sort(
        Collections.reverseOrder(Comparator.comparingDouble(Holding::held))
            .thenComparingInt(Holding::index)
            .thenComparingInt(Holding::node));
    for (Holding holding : holdings) {
      if (nodeOf[holding.index()] < 0 && room[holding.node()] > 0) {
        nodeOf[holding.index()] = holding.node();
        room[holding.node()]--;
      }
    }
  }

  private double[] held(List<String> vertices, int index, int parallelism) {
    double[] held = new double[nodes.size()];
    for (String vertex : vertices) {
      int before = previous.parallelismOf(vertex);
      for (int old = 0; old < before; old++) {
        double overlap = overlap(index, parallelism, old, before);
        int node = indexOf(previous.nodeOf(new SubtaskId(vertex, old)));
        if (node >= 0 && overlap > 0) {
          held[node] += overlap;
        }
      }
    }
    return held;
  }

  /** Of the range [i/p, (i+1)/p) what lies in [j/q, (j+1)/q). */
  private static double overlap(int i, int p, int j, int q) {
    long from = Math.max((long) i * q, (long) j * p);
    long to = Math.min((i + 1L) * q, (j + 1L) * p);
    return Math.max(0, to - from) / (double) ((long) p * q);
  }

  private int indexOf(String node) {
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i).node().equals(node)) {
        return i;
      }
    }
    return -1;
  }

  private void dealOut(int[] room, int[] nodeOf) {
    int next = 0;
    for (int index = 0; index < nodeOf.length; index++) {
      if (nodeOf[index] < 0) {
        while (room[next % room.length] == 0) {
          next++;
        }
        nodeOf[index] = next % room.length;
        room[next % room.length]--;
        next++;
      }
    }
  }
}
