package dev.weir.runtime.windowing;

import dev.weir.api.windowing.assigners.MergingWindowAssigner;
import dev.weir.api.windowing.windows.Window;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The windows of one key while they grow together. Each has a state window, under which its
 * contents are kept: so when a window grows, its contents stay where they are. Of several windows
 * that become one, the state window of one is kept, and the contents of the others are merged into
 * it.
 */
final class MergingWindowSet<W extends Window> {

  /** Carries out a merger of windows that were there before. */
  @FunctionalInterface
  interface MergeFunction<W> {

    /**
     * @param result what the windows became
     * @param merged the windows that are no more
     * @param stateWindow where the contents of the result are kept
     * @param mergedStateWindows whose contents have to be added to it
     */
    void merge(W result, List<W> merged, W stateWindow, List<W> mergedStateWindows)
        throws Exception;
  }

  private record Group<W>(List<W> windows, W result) {}

  private final MergingWindowAssigner<?, W> assigner;
  private final List<W> windows;
  private final List<W> stateWindows;
  private boolean changed;

  MergingWindowSet(MergingWindowAssigner<?, W> assigner, @Nullable MergingWindows<W> saved) {
    this.assigner = assigner;
    this.windows = saved == null ? new ArrayList<>() : new ArrayList<>(saved.windows());
    this.stateWindows = saved == null ? new ArrayList<>() : new ArrayList<>(saved.stateWindows());
  }

  /** Where the contents of a window are kept; null if there is no such window. */
  @Nullable W stateWindow(W window) {
    int index = windows.indexOf(window);
    return index < 0 ? null : stateWindows.get(index);
  }

  /**
   * Adds a window, and merges what has to be merged.
   *
   * @return what the window has become
   */
  W add(W window, MergeFunction<W> mergeFunction) throws Exception {
    if (windows.contains(window)) {
      return window;
    }
    W result = window;
    for (Group<W> group : groupsWith(window)) {
      if (group.windows().contains(window)) {
        result = group.result();
      }
      merge(group, window, mergeFunction);
    }
    if (!windows.contains(result)) {
      put(result, result);
    }
    return result;
  }

  private List<Group<W>> groupsWith(W window) {
    List<W> all = new ArrayList<>(windows);
    all.add(window);
    List<Group<W>> groups = new ArrayList<>();
    assigner.mergeWindows(
        all,
        (Collection<W> merged, W result) -> groups.add(new Group<>(List.copyOf(merged), result)));
    return groups;
  }

  /** The new window has no contents yet, so it takes no part. */
  private void merge(Group<W> group, W added, MergeFunction<W> mergeFunction) throws Exception {
    List<W> merged = new ArrayList<>();
    List<W> states = new ArrayList<>();
    for (W window : group.windows()) {
      W state = stateWindow(window);
      if (state != null && !window.equals(added)) {
        merged.add(window);
        states.add(state);
      }
    }
    if (merged.isEmpty() || (merged.size() == 1 && merged.get(0).equals(group.result()))) {
      return;
    }
    merged.forEach(this::retire);
    put(group.result(), states.get(0));
    merged.remove(group.result());
    mergeFunction.merge(group.result(), merged, states.get(0), states.subList(1, states.size()));
  }

  private void put(W window, W stateWindow) {
    windows.add(window);
    stateWindows.add(stateWindow);
    changed = true;
  }

  /** A window is gone. */
  void retire(W window) {
    int index = windows.indexOf(window);
    if (index >= 0) {
      windows.remove(index);
      stateWindows.remove(index);
      changed = true;
    }
  }

  boolean isChanged() {
    return changed;
  }

  /** What is to be kept in state; null if there are no windows. */
  @Nullable MergingWindows<W> saved() {
    return windows.isEmpty()
        ? null
        : new MergingWindows<>(List.copyOf(windows), List.copyOf(stateWindows));
  }
}
