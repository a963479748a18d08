package dev.weir.api.source;

import java.util.List;
import java.util.Map;

/**
 * Which splits go to which readers.
 *
 * @param assignment the splits by the index of the reader
 */
public record SplitsAssignment<SplitT extends SourceSplit>(Map<Integer, List<SplitT>> assignment) {

  /** Keeps a copy. */
  public SplitsAssignment {
    assignment = Map.copyOf(assignment);
  }
}
