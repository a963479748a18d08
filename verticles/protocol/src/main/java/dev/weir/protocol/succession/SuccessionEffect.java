package dev.weir.protocol.succession;

/** What a node has to do so that the job has a coordinator. */
public enum SuccessionEffect {
  /** Open the run and append a term to its log. */
  TAKE_OVER,

  /** Read the sign of life in the storage, and tell {@link Succession#onSign}. */
  LOOK_FOR_SIGN,

  /** Become a new member: a coordinator is alive that this one does not reach. */
  REJOIN
}
