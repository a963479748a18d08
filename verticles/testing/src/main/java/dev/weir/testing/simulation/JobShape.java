package dev.weir.testing.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * A job graph: vertices in topological order, sources first.
 *
 * @param splits how many each source has
 * @param records how many each split has
 * @param keys how many keys there are
 */
record JobShape(List<Vertex> vertices, int splits, int records, int keys) {

  /** What an operator does with a record. */
  enum Kind {
    /** Reads splits; only at the head of a vertex without inputs. */
    SOURCE,
    /** Passes it on. */
    PASS,
    /** Counts it by its key: 1, 2, 3… */
    COUNT,
    /** Hands it to the system outside, in two phases. */
    SINK
  }

  /**
   * A chain of operators.
   *
   * @param inputs edges from other vertices; none if it is a source
   */
  record Vertex(String id, List<Kind> chain, int parallelism, List<Input> inputs) {

    boolean isSource() {
      return inputs.isEmpty();
    }

    Vertex at(int newParallelism) {
      return new Vertex(id, chain, newParallelism, inputs);
    }

    String uid(int operator) {
      return chain.size() == 1 ? id : id + "-" + operator;
    }
  }

  /**
   * An edge.
   *
   * @param from index of the vertex upstream
   */
  record Input(int from, Routing routing) {}

  /** To which subtask downstream a record goes. */
  enum Routing {
    KEYED,
    REBALANCE,
    /** To the one of the same index; only between vertices of equal parallelism. */
    FORWARD
  }

  static final int MAX_PARALLELISM = 4;

  JobShape {
    vertices = List.copyOf(vertices);
  }

  static JobShape drawn(Chance chance) {
    List<Vertex> vertices = new ArrayList<>();
    int sources = chance.happens(0.7) ? 1 : 2;
    for (int i = 0; i < sources; i++) {
      vertices.add(new Vertex("source" + i, List.of(Kind.SOURCE), parallelism(chance), List.of()));
    }
    List<Input> inputs = new ArrayList<>();
    for (int i = 0; i < sources; i++) {
      inputs.add(new Input(i, Routing.KEYED));
    }
    if (chance.happens(0.4)) {
      boolean forward = chance.happens(0.5);
      int parallelism = forward ? vertices.get(0).parallelism() : parallelism(chance);
      vertices.add(
          new Vertex(
              "pass",
              List.of(Kind.PASS),
              parallelism,
              List.of(new Input(0, forward ? Routing.FORWARD : Routing.REBALANCE))));
      inputs.set(0, new Input(vertices.size() - 1, Routing.KEYED));
    }
    boolean chained = chance.happens(0.3);
    vertices.add(
        new Vertex(
            "count",
            chained ? List.of(Kind.COUNT, Kind.SINK) : List.of(Kind.COUNT),
            parallelism(chance),
            inputs));
    int count = vertices.size() - 1;
    if (!chained) {
      int last = count;
      if (chance.happens(0.2)) {
        vertices.add(
            new Vertex(
                "recount",
                List.of(Kind.COUNT),
                parallelism(chance),
                List.of(new Input(count, Routing.KEYED))));
        last = vertices.size() - 1;
      }
      int sinks = chance.happens(0.8) ? 1 : 2;
      for (int i = 0; i < sinks; i++) {
        vertices.add(
            new Vertex(
                "sink" + i,
                List.of(Kind.SINK),
                parallelism(chance),
                List.of(new Input(i == 0 ? last : count, Routing.KEYED))));
      }
    }
    return new JobShape(vertices, 1 + chance.below(3), 10 + chance.below(30), 1 + chance.below(5));
  }

  private static int parallelism(Chance chance) {
    return chance.happens(0.4) ? 1 : chance.happens(0.7) ? 2 : 3;
  }

  /** The same job with other numbers of subtasks. */
  JobShape rescaled(Chance chance) {
    List<Vertex> others = new ArrayList<>();
    for (Vertex vertex : vertices) {
      boolean forward = vertex.inputs().stream().anyMatch(i -> i.routing() == Routing.FORWARD);
      others.add(vertex.at(forward ? others.get(0).parallelism() : parallelism(chance)));
    }
    return with(others);
  }

  /**
   * The same job with so many subtasks, or the most there can be, of each vertex for which nobody
   * chose a single one.
   */
  JobShape scaled(int parallelism) {
    int most = Math.min(parallelism, MAX_PARALLELISM);
    List<Vertex> others = new ArrayList<>();
    for (int i = 0; i < vertices.size(); i++) {
      Vertex vertex = vertices.get(i);
      boolean chosen = vertex.parallelism() == 1 && !isForwarded(i);
      others.add(chosen ? vertex : vertex.at(most));
    }
    return with(others);
  }

  JobShape with(List<Vertex> others) {
    return new JobShape(others, splits, records, keys);
  }

  JobShape withRecords(int fewer) {
    return new JobShape(vertices, splits, fewer, keys);
  }

  JobShape withSplits(int fewer) {
    return new JobShape(vertices, fewer, records, keys);
  }

  JobShape withKeys(int fewer) {
    return new JobShape(vertices, splits, records, fewer);
  }

  /** Whether the parallelism of a vertex is tied to that of another. */
  boolean isForwarded(int index) {
    boolean downstream =
        vertices.get(index).inputs().stream().anyMatch(i -> i.routing() == Routing.FORWARD);
    boolean upstream =
        vertices.stream()
            .flatMap(vertex -> vertex.inputs().stream())
            .anyMatch(input -> input.from() == index && input.routing() == Routing.FORWARD);
    return upstream || downstream;
  }

  int sources() {
    return (int) vertices.stream().filter(Vertex::isSource).count();
  }

  /** The key of a record; the same whenever it is read. */
  int keyOf(int split, int position) {
    long mixed = (split * 1_000_003L + position) * 0x9E3779B97F4A7C15L;
    return (int) ((mixed >>> 40) % keys);
  }

  /** All splits of all sources are numbered through. */
  int allSplits() {
    return sources() * splits;
  }
}
