package dev.weir.state;

import org.jspecify.annotations.Nullable;

/** State that elements are added to, and that gives out something made of them. */
public interface AppendingState<IN, OUT> extends State {

  /** What was made of the elements added so far, or {@code null} if there are none. */
  @Nullable OUT get() throws Exception;

  void add(IN value) throws Exception;
}
