package dev.weir.protocol.succession;

import java.util.Optional;

/** Where a node stands in the succession. */
public sealed interface Phase {

  /**
   * Another node coordinates, or is about to.
   *
   * @param term the highest heard of; 0 if none
   * @param heardAt when it last spoke, or became the one expected to
   */
  record Following(String coordinator, long term, long heardAt) implements Phase {}

  /** The coordinator is lost and this node would take over: it counts who is left. */
  record Counting() implements Phase {}

  /**
   * This node would take over, but a coordinator that it cannot reach may be alive.
   *
   * @param sign the last one seen; empty before the first look
   * @param since when it was seen first
   * @param begunAt when this node began to look
   */
  record Looking(Optional<String> sign, long since, long begunAt) implements Phase {}

  /** This node has been told to take over. */
  record Leading() implements Phase {}
}
