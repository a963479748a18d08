package dev.weir.runtime.operators;

/** An output that may hold back what it was given, in order to send less. */
public interface HoldingOutput {

  /**
   * Sends all that is held. Called before a barrier goes out, so that no snapshot needs to know of
   * it, and before the end of the input does.
   */
  void release();
}
