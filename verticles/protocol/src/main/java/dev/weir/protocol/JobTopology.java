package dev.weir.protocol;

import static java.util.Objects.requireNonNull;

import dev.weir.state.spi.KeyGroups;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What the protocol knows of a job graph: its vertices, in a fixed order, each after those that it
 * gets records from, and what they hold.
 */
public record JobTopology(List<Vertex> vertices, List<Edge> edges) {

  /** Where nothing is asked about the edges. */
  public JobTopology(List<Vertex> vertices) {
    this(vertices, List.of());
  }

  public JobTopology {
    vertices = List.copyOf(vertices);
    edges = List.copyOf(edges);
    Set<String> ids = new HashSet<>();
    Map<String, String> uids = new HashMap<>();
    for (Vertex vertex : vertices) {
      if (!ids.add(vertex.id())) {
        throw new IllegalArgumentException("two vertices have the id " + vertex.id());
      }
      for (Operator operator : vertex.operators()) {
        String earlier = uids.put(operator.uid(), operator.name());
        if (earlier != null) {
          throw new IllegalArgumentException(
              "two operators have the uid %s: \"%s\" and \"%s\""
                  .formatted(operator.uid(), earlier, operator.name()));
        }
      }
    }
  }

  /** The vertex with an id. */
  public Vertex vertex(String id) {
    return vertices.stream()
        .filter(vertex -> vertex.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no vertex " + id));
  }

  /** All subtasks, vertex by vertex, by index. */
  public List<SubtaskId> subtasks() {
    return vertices.stream().flatMap(vertex -> vertex.subtasks().stream()).toList();
  }

  /** The subtasks to which a checkpoint is triggered: those of the enumerators. */
  public List<SubtaskId> enumerators() {
    return vertices.stream()
        .filter(Vertex::enumerator)
        .flatMap(vertex -> vertex.subtasks().stream())
        .toList();
  }

  /** The vertex that holds an operator. */
  public Optional<Vertex> vertexOf(String uid) {
    return vertices.stream()
        .filter(vertex -> vertex.operators().stream().anyMatch(o -> o.uid().equals(uid)))
        .findFirst();
  }

  /** Records go from the vertex with one id to that with another. */
  public record Edge(String source, String target) {}

  /**
   * A chain of operators.
   *
   * @param maxParallelism number of key groups
   * @param enumerator whether checkpoints start here; everybody else gets barriers by channels
   */
  public record Vertex(
      String id,
      int parallelism,
      int maxParallelism,
      List<Operator> operators,
      boolean enumerator) {

    public Vertex {
      requireNonNull(id, "id is null");
      operators = List.copyOf(operators);
      if (maxParallelism < 1 || maxParallelism > KeyGroups.MAX) {
        throw new IllegalArgumentException(
            "maximum parallelism of %s is %d, expected 1 to %d"
                .formatted(id, maxParallelism, KeyGroups.MAX));
      }
      if (parallelism < 1 || parallelism > maxParallelism) {
        throw new IllegalArgumentException(
            "parallelism of %s is %d, expected 1 to its maximum parallelism %d"
                .formatted(id, parallelism, maxParallelism));
      }
    }

    public List<SubtaskId> subtasks() {
      return IntStream.range(0, parallelism).mapToObj(index -> new SubtaskId(id, index)).toList();
    }
  }

  /**
   * An operator.
   *
   * @param uid what its state is found by
   * @param name what users call it, for messages
   */
  public record Operator(String uid, String name) {

    public Operator {
      requireNonNull(uid, "uid is null");
      requireNonNull(name, "name is null");
    }
  }
}
