package dev.weir.state.heap;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.StateSchema;
import dev.weir.state.spi.StateSize;

/** A state for which a handle was asked. */
interface HeapState {

  StateSchema schema();

  Object handle();

  /** Sets the value at the current position from the canonical form. */
  void restore(ByteInput value);

  CapturedState capture();

  StateSize stateSize();
}
