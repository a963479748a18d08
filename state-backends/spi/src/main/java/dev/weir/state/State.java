package dev.weir.state;

/**
 * A handle on one piece of state.
 *
 * <p>Keyed state is scoped to the key of the record being processed: the same handle reads and
 * writes another value for each key. Handles are used only on the thread that calls the user
 * function.
 */
public interface State {

  /** Removes the value under the current key. */
  void clear();
}
