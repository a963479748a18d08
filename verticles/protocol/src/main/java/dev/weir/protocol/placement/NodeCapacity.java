package dev.weir.protocol.placement;

import static java.util.Objects.requireNonNull;

/**
 * A node that subtasks can be placed on.
 *
 * @param node its name, unique in the cluster
 * @param cores how much it can do, compared with others; at least 1
 */
public record NodeCapacity(String node, int cores) {

  public NodeCapacity {
    requireNonNull(node, "node is null");
    if (cores < 1) {
      throw new IllegalArgumentException(
          "node %s has %d cores, expected at least 1".formatted(node, cores));
    }
  }
}
