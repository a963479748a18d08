package dev.weir.runtime.operators;

import dev.weir.api.functions.CoFlatMapFunction;

/** Two inputs, any number of records out for each record in. */
final class CoFlatMapOperator<IN1, IN2, OUT>
    extends FunctionOperator<CoFlatMapFunction<IN1, IN2, OUT>, OUT> {

  private final InputKeys<IN1, IN2> keys;
  private final TimestampedCollector<OUT> collector;

  CoFlatMapOperator(
      CoFlatMapFunction<IN1, IN2, OUT> function,
      InputKeys<IN1, IN2> keys,
      OperatorContext context,
      Output<OUT> output) {
    super(function, context, output);
    this.keys = keys;
    this.collector = new TimestampedCollector<>(output);
  }

  @Override
  public Input<?> input(int index) {
    return index == 0
        ? keys.first(
            (record, timestamp) -> {
              collector.setTimestamp(timestamp);
              function.flatMap1(record, collector);
            })
        : keys.second(
            (record, timestamp) -> {
              collector.setTimestamp(timestamp);
              function.flatMap2(record, collector);
            });
  }
}
