package dev.weir.api.functions;

import dev.weir.api.Collector;
import dev.weir.api.windowing.windows.Window;

/**
 * Makes results of what a window of a keyed stream holds.
 *
 * @param <IN> the type of the records, or of what they were reduced to
 * @param <OUT> the type of the output
 * @param <KEY> the type of the key
 * @param <W> the type of the window
 */
@FunctionalInterface
public interface WindowFunction<IN, OUT, KEY, W extends Window> extends Function {

  /**
   * Called each time the window fires.
   *
   * @param input the records in the order of their arrival, or the one value they were reduced to;
   *     valid during this call only
   * @param out takes what is emitted, with the timestamp {@code window.maxTimestamp()}
   */
  void apply(KEY key, W window, Iterable<IN> input, Collector<OUT> out) throws Exception;
}
