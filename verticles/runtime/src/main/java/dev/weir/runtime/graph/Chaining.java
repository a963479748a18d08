package dev.weir.runtime.graph;

import dev.weir.api.graph.ChainingStrategy;
import dev.weir.api.graph.Partitioning;
import dev.weir.api.graph.StreamEdge;
import dev.weir.api.graph.StreamGraph;
import dev.weir.api.graph.StreamNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Makes vertices out of operators. An operator joins the chain of the one it reads from if that is
 * its only input, the stream between them is a forward one, parallelism and maximum parallelism
 * agree, and neither side forbids it.
 */
public final class Chaining {

  private final StreamGraph graph;
  private final boolean enabled;
  private final Map<Integer, List<StreamNode>> chainByHead = new LinkedHashMap<>();
  private final Map<Integer, Integer> headByNode = new HashMap<>();

  private Chaining(StreamGraph graph, boolean enabled) {
    this.graph = graph;
    this.enabled = enabled;
  }

  /**
   * @param enabled whether operators are chained at all
   */
  public static JobGraph jobGraph(StreamGraph graph, boolean enabled) {
    return new Chaining(graph, enabled).build();
  }

  private JobGraph build() {
    for (StreamNode node : graph.nodes()) {
      int head = joinsChain(node) ? headOf(node.inputs().get(0).sourceNode()) : node.id();
      headByNode.put(node.id(), head);
      chainByHead.computeIfAbsent(head, id -> new ArrayList<>()).add(node);
    }
    Map<Integer, JobVertex> vertices = vertices();
    return new JobGraph(graph, List.copyOf(vertices.values()), edges(vertices));
  }

  private boolean joinsChain(StreamNode node) {
    if (!enabled || node.inputs().size() != 1 || node.chaining() != ChainingStrategy.ALWAYS) {
      return false;
    }
    StreamEdge input = node.inputs().get(0);
    StreamNode upstream = graph.node(input.sourceNode());
    return input.partitioning() instanceof Partitioning.Forward
        && upstream.chaining() != ChainingStrategy.NEVER
        && upstream.parallelism() == node.parallelism()
        && upstream.maxParallelism() == node.maxParallelism();
  }

  private int headOf(int node) {
    Integer head = headByNode.get(node);
    if (head == null) {
      throw new IllegalArgumentException(
          "node " + node + " is read before it is listed: the graph is not in topological order");
    }
    return head;
  }

  private Map<Integer, JobVertex> vertices() {
    Map<Integer, JobVertex> vertices = new LinkedHashMap<>();
    Set<String> taken = new HashSet<>();
    chainByHead.forEach(
        (head, chain) -> vertices.put(head, new JobVertex(id(chain, taken), chain)));
    return vertices;
  }

  private List<JobEdge> edges(Map<Integer, JobVertex> vertices) {
    List<JobEdge> edges = new ArrayList<>();
    vertices.forEach(
        (head, vertex) -> {
          for (StreamEdge input : vertex.head().inputs()) {
            JobVertex source = vertices.get(headOf(input.sourceNode()));
            if (source != null) {
              edges.add(new JobEdge(source.id(), vertex.id(), input));
            }
          }
        });
    return edges;
  }

  /** The name of the head in lower case, made unique by a number where need be. */
  private static String id(List<StreamNode> chain, Set<String> taken) {
    String slug = chain.get(0).name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String base = slug.replaceAll("^-|-$", "");
    String id = base.isEmpty() ? "operator" : base;
    for (int number = 2; !taken.add(id); number++) {
      id = base + "-" + number;
    }
    return id;
  }
}
