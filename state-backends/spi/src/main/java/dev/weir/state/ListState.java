package dev.weir.state;

import java.util.List;

/** A list of elements per key, or (as operator state) per subtask. */
public interface ListState<T> extends AppendingState<T, Iterable<T>> {

  /** The elements in the order in which they were added; empty if there are none, never null. */
  @Override
  Iterable<T> get() throws Exception;

  /** Replaces the elements; an empty list clears. */
  void update(List<T> values) throws Exception;

  void addAll(List<T> values) throws Exception;
}
