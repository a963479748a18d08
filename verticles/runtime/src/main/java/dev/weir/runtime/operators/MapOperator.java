package dev.weir.runtime.operators;

import dev.weir.api.functions.MapFunction;

/** One record out for each record in. */
final class MapOperator<IN, OUT> extends FunctionOperator<MapFunction<IN, OUT>, OUT> {

  MapOperator(MapFunction<IN, OUT> function, OperatorContext context, Output<OUT> output) {
    super(function, context, output);
  }

  @Override
  public Input<IN> input(int index) {
    MapFunction<IN, OUT> map = function;
    Output<OUT> out = output;
    return new Input<>() {
      @Override
      public void process(IN record, long timestamp) throws Exception {
        out.collect(map.map(record), timestamp);
      }
    };
  }
}
