package dev.weir.api.windowing.assigners;

import dev.weir.api.windowing.windows.Window;
import java.util.Collection;

/** An assigner whose windows may grow together. */
public abstract class MergingWindowAssigner<T, W extends Window> extends WindowAssigner<T, W> {

  private static final long serialVersionUID = 1L;

  /** For subclasses. */
  protected MergingWindowAssigner() {}

  /**
   * Tells the callback, for each group of windows that have to become one, which they are and what
   * they become. No window is in two groups; a window that stays as it is, is in none.
   *
   * @param windows all windows of a key, in no particular order
   */
  public abstract void mergeWindows(Collection<W> windows, MergeCallback<W> callback);

  /** Takes the groups. */
  @FunctionalInterface
  public interface MergeCallback<W> {

    /** {@code toBeMerged}, at least two, become {@code mergeResult}. */
    void merge(Collection<W> toBeMerged, W mergeResult);
  }
}
