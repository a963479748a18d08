package dev.weir.runtime.operators;

import dev.weir.api.functions.CoMapFunction;

/** Two inputs, one record out for each record in. */
final class CoMapOperator<IN1, IN2, OUT>
    extends FunctionOperator<CoMapFunction<IN1, IN2, OUT>, OUT> {

  private final InputKeys<IN1, IN2> keys;

  CoMapOperator(
      CoMapFunction<IN1, IN2, OUT> function,
      InputKeys<IN1, IN2> keys,
      OperatorContext context,
      Output<OUT> output) {
    super(function, context, output);
    this.keys = keys;
  }

  @Override
  public Input<?> input(int index) {
    CoMapFunction<IN1, IN2, OUT> map = function;
    Output<OUT> out = output;
    return index == 0
        ? keys.first((record, timestamp) -> out.collect(map.map1(record), timestamp))
        : keys.second((record, timestamp) -> out.collect(map.map2(record), timestamp));
  }
}
