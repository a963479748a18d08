package dev.weir.api.functions;

import dev.weir.api.Collector;

/** Any number of records for each pair of records that are joined. */
@FunctionalInterface
public interface FlatJoinFunction<IN1, IN2, OUT> extends Function {

  /**
   * Called for each record of the first stream with each of the second.
   *
   * @param out takes what is emitted; valid during this call only
   */
  void join(IN1 first, IN2 second, Collector<OUT> out) throws Exception;
}
