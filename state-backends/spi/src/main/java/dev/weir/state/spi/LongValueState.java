package dev.weir.state.spi;

import dev.weir.state.ValueState;

/**
 * What a handle on a value of {@link Layout#LONG} may implement too: the same state without boxes,
 * for counts and sums.
 */
public interface LongValueState extends ValueState<Long> {

  /** The value of the current key, or {@code absent} if there is none. The default is not used. */
  long get(long absent);

  /** Sets the value of the current key. */
  void set(long value);

  /**
   * Adds to the value of the current key, which is 0 if there is none.
   *
   * @return the sum
   */
  long add(long delta);
}
