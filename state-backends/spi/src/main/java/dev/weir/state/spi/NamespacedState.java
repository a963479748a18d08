package dev.weir.state.spi;

import dev.weir.state.ListState;
import dev.weir.state.MapState;
import dev.weir.state.ValueState;

/**
 * State under the current key and a namespace: the panes of a window operator, say, with the window
 * as the namespace.
 *
 * <p>All handles of a scope read and write under the key last set and the namespace last set, in
 * whichever order those were set. A namespace stays set when the key changes; a handle that is used
 * before any was set throws {@link IllegalStateException}.
 *
 * @param <N> the namespace; equal namespaces have equal hash codes in every run, and do not change
 */
public interface NamespacedState<N> {

  /** Sets the namespace that all handles of this scope work under. It is kept, not copied. */
  void setCurrentNamespace(N namespace);

  /**
   * A handle on a value.
   *
   * @throws IncompatibleStateException as {@link KeyedStateBackend#valueState} does, and if the
   *     state was saved or is known in another scope
   */
  <T> ValueState<T> valueState(ValueStateSpec<T> spec);

  <T> ListState<T> listState(ListStateSpec<T> spec);

  <UK, UV> MapState<UK, UV> mapState(MapStateSpec<UK, UV> spec);
}
