package dev.weir.api.functions;

import dev.weir.api.Collector;

/** Makes results of all records of two streams that have one key and one window. */
@FunctionalInterface
public interface CoGroupFunction<IN1, IN2, O> extends Function {

  /**
   * Called each time the window fires.
   *
   * @param first the records of the first stream in the order of their arrival; may be empty
   * @param second the records of the second stream in the order of their arrival; may be empty
   * @param out takes what is emitted; valid during this call only
   */
  void coGroup(Iterable<IN1> first, Iterable<IN2> second, Collector<O> out) throws Exception;
}
