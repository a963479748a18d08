package dev.weir.runtime.windowing;

import dev.weir.api.windowing.windows.Window;
import dev.weir.state.ListState;
import dev.weir.state.spi.NamespacedState;
import java.util.ArrayList;
import java.util.List;

/**
 * The contents of windows, under the current key and the window that is set.
 *
 * @param <T> the type of the records
 * @param <E> the type of what a window gives to its function
 */
abstract class PaneState<T, W extends Window, E> {

  static final String NAME = "window-contents";

  private final NamespacedState<W> states;

  PaneState(NamespacedState<W> states) {
    this.states = states;
  }

  /** All methods work on the contents kept under this window from now on. */
  final void setStateWindow(W stateWindow) {
    states.setCurrentNamespace(stateWindow);
  }

  abstract void add(T record, long timestamp) throws Exception;

  /** Gives the contents to the emitter, unless there are none. */
  abstract void fire(W window, WindowEmitter<W, E, ?> emitter) throws Exception;

  abstract void clear();

  /** Adds the contents of some windows to those of another, and clears them. */
  abstract void merge(W target, List<W> sources) throws Exception;

  final <V> void mergeLists(ListState<V> list, W target, List<W> sources) throws Exception {
    List<V> moved = new ArrayList<>();
    for (W source : sources) {
      setStateWindow(source);
      list.get().forEach(moved::add);
      list.clear();
    }
    setStateWindow(target);
    if (!moved.isEmpty()) {
      list.addAll(moved);
    }
  }
}
