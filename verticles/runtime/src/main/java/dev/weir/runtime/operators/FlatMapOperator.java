package dev.weir.runtime.operators;

import dev.weir.api.functions.FlatMapFunction;

/** Any number of records out for each record in. */
final class FlatMapOperator<IN, OUT> extends FunctionOperator<FlatMapFunction<IN, OUT>, OUT> {

  FlatMapOperator(FlatMapFunction<IN, OUT> function, OperatorContext context, Output<OUT> output) {
    super(function, context, output);
  }

  @Override
  public Input<IN> input(int index) {
    FlatMapFunction<IN, OUT> flatMap = function;
    TimestampedCollector<OUT> collector = new TimestampedCollector<>(output);
    return new Input<>() {
      @Override
      public void process(IN record, long timestamp) throws Exception {
        collector.setTimestamp(timestamp);
        flatMap.flatMap(record, collector);
      }
    };
  }
}
