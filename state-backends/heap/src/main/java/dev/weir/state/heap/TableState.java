package dev.weir.state.heap;

import java.util.function.Consumer;

/**
 * A state that has one value for each key.
 *
 * @param <P> what entries are found by
 */
interface TableState<P> extends HeapState {

  /** Calls an action, which must not change this state, for each key of a key group by index. */
  void forEachKey(int group, Consumer<P> action);

  /** Where the entries are. */
  PagedTable<?> table();
}
