package dev.weir.runtime.operators;

import dev.weir.api.functions.FilterFunction;

/** Lets through the records that a predicate holds for. */
final class FilterOperator<T> extends FunctionOperator<FilterFunction<T>, T> {

  FilterOperator(FilterFunction<T> function, OperatorContext context, Output<T> output) {
    super(function, context, output);
  }

  @Override
  public Input<T> input(int index) {
    FilterFunction<T> filter = function;
    Output<T> out = output;
    return new Input<>() {
      @Override
      public void process(T record, long timestamp) throws Exception {
        if (filter.filter(record)) {
          out.collect(record, timestamp);
        }
      }
    };
  }
}
