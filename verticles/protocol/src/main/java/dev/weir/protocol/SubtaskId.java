package dev.weir.protocol;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * One running copy of a vertex (a chain of operators) of the job graph.
 *
 * @param vertex id of the vertex
 * @param index from 0 to parallelism - 1
 */
public record SubtaskId(String vertex, int index) implements Comparable<SubtaskId> {

  private static final Comparator<SubtaskId> ORDER =
      Comparator.comparing(SubtaskId::vertex).thenComparingInt(SubtaskId::index);

  public SubtaskId {
    requireNonNull(vertex, "vertex is null");
    if (vertex.isEmpty()) {
      throw new IllegalArgumentException("a subtask needs the id of its vertex, found none");
    }
    if (index < 0) {
      throw new IllegalArgumentException("subtask index of " + vertex + " is negative: " + index);
    }
  }

  @Override
  public int compareTo(SubtaskId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return vertex + "[" + index + "]";
  }
}
