package dev.weir.api.functions;

import dev.weir.api.Collector;

/** Makes any number of records out of each record of two connected streams. */
public interface CoFlatMapFunction<IN1, IN2, OUT> extends Function {

  /** Called for each record of the first stream. */
  void flatMap1(IN1 value, Collector<OUT> out) throws Exception;

  /** Called for each record of the second stream. */
  void flatMap2(IN2 value, Collector<OUT> out) throws Exception;
}
