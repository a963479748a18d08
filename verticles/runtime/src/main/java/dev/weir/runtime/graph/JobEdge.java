package dev.weir.runtime.graph;

import dev.weir.api.graph.Partitioning;
import dev.weir.api.graph.StreamEdge;

/**
 * A stream between two vertices.
 *
 * @param source id of the sending vertex
 * @param target id of the receiving vertex
 * @param streamEdge names the sending operator within its chain, the input and the partitioning
 */
public record JobEdge(String source, String target, StreamEdge streamEdge) {

  public Partitioning partitioning() {
    return streamEdge.partitioning();
  }

  /** Whether frames on this edge carry the hashes of keys. */
  public boolean isKeyed() {
    return partitioning() instanceof Partitioning.Hash<?, ?>
        || partitioning() instanceof Partitioning.KeyedForward<?, ?>;
  }
}
