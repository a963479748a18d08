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

  /**
   * The coordinator is lost and this node would take over: it counts who is left.
   *
   * @param term of the coordinator that was lost; 0 if it has never spoken
   */
  record Counting(long term) implements Phase {}

  /**
   * Enough are left, but the coordinator may be gone because another one has replaced it, which
   * this node does not reach: it looks for the sign of life of that.
   *
   * @param term as above
   */
  record Checking(long term) implements Phase {}

  /**
   * This node would take over, but a coordinator that it cannot reach may be alive.
   *
   * @param sign the last one seen; empty before the first look
   * @param since when it was seen first
   * @param patientUntil from then on, a new sign means that this node is to join anew
   */
  record Looking(Optional<String> sign, long since, long patientUntil) implements Phase {}

  /** This node has been told to take over. */
  record Leading() implements Phase {}
}
