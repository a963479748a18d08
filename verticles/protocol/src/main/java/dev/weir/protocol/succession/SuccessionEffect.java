package dev.weir.protocol.succession;

/** What a node has to do so that the job has a coordinator. */
public enum SuccessionEffect {
  /** Open the run and append a term to its log. */
  TAKE_OVER,

  /**
   * Ask all members that are not silent whether they are there, and tell {@link
   * Succession#onReachable} within less than a timeout.
   */
  ASK_OTHERS,

  /** Read the sign of life in the storage, and tell {@link Succession#onSign}. */
  LOOK_FOR_SIGN,

  /** Become a new member: a coordinator is alive that this one does not reach. */
  REJOIN
}
