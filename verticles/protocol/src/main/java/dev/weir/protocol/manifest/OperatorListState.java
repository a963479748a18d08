package dev.weir.protocol.manifest;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;

/**
 * One named list state (or broadcast state) of one operator in one subtask.
 *
 * @param mode what a restore does with the elements
 * @param schema what wrote the elements, as the serialiser describes itself
 * @param elements encoded, in order; not to be changed by anyone
 */
public record OperatorListState(Mode mode, String schema, List<byte[]> elements) {

  /** How elements find their way to the subtasks of a restored job. */
  public enum Mode {
    /** Dealt out round-robin over the subtasks. */
    SPLIT,
    /** Every subtask gets the elements of all. */
    UNION,
    /** Every subtask has the same; subtask i takes copy i mod old parallelism. */
    BROADCAST
  }

  public OperatorListState {
    requireNonNull(mode, "mode is null");
    requireNonNull(schema, "schema is null");
    elements = List.copyOf(elements);
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof OperatorListState other
        && mode == other.mode
        && schema.equals(other.schema)
        && Arrays.deepEquals(elements.toArray(), other.elements.toArray());
  }

  @Override
  public int hashCode() {
    return 31 * (31 * mode.hashCode() + schema.hashCode())
        + Arrays.deepHashCode(elements.toArray());
  }
}
