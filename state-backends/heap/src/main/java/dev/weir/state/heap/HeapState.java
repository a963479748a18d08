package dev.weir.state.heap;

import dev.weir.state.State;
import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.StateSchema;
import dev.weir.state.spi.StateSize;
import java.util.function.Consumer;

/** A state for which a handle was asked. */
interface HeapState<K> {

  StateSchema schema();

  State handle();

  /** Sets the value under the current key from the canonical form. */
  void restore(ByteInput value);

  CapturedState capture();

  /** Calls an action, which must not change this state, for each key of a key group by index. */
  void forEachKey(int group, Consumer<K> action);

  StateSize size();

  /** Where the entries are. */
  PagedTable<?> table();
}
