package dev.weir.api.graph;

import dev.weir.api.functions.AllWindowFunction;
import dev.weir.api.functions.Function;
import dev.weir.api.functions.ProcessAllWindowFunction;
import dev.weir.api.functions.ProcessWindowFunction;
import dev.weir.api.functions.WindowFunction;
import dev.weir.api.windowing.windows.Window;

/**
 * What makes results of the contents of a window that fires.
 *
 * @param <E> the type of what the function gets
 * @param <OUT> the type of the output
 * @param <K> the type of the key
 * @param <W> the type of the window
 */
public sealed interface WindowResult<E, OUT, K, W extends Window> {

  /** The function of the program. */
  Function function();

  /** The contents are the result. */
  record PassThrough<E, K, W extends Window>() implements WindowResult<E, E, K, W>, Function {
    @Override
    public Function function() {
      return this;
    }
  }

  /** Made by a window function. */
  record ByWindowFunction<E, OUT, K, W extends Window>(WindowFunction<E, OUT, K, W> function)
      implements WindowResult<E, OUT, K, W> {}

  /** Made by a process function. */
  record ByProcessFunction<E, OUT, K, W extends Window>(
      ProcessWindowFunction<E, OUT, K, W> function) implements WindowResult<E, OUT, K, W> {}

  /** Made by a window function that sees no key. */
  record ByAllWindowFunction<E, OUT, K, W extends Window>(AllWindowFunction<E, OUT, W> function)
      implements WindowResult<E, OUT, K, W> {}

  /** Made by a process function that sees no key. */
  record ByProcessAllFunction<E, OUT, K, W extends Window>(
      ProcessAllWindowFunction<E, OUT, W> function) implements WindowResult<E, OUT, K, W> {}
}
