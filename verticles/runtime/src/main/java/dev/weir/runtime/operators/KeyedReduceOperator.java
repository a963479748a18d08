package dev.weir.runtime.operators;

import dev.weir.api.functions.KeySelector;
import dev.weir.api.functions.ReduceFunction;
import dev.weir.state.ValueState;
import dev.weir.state.spi.KeyedStateBackend;
import dev.weir.state.spi.TypeSerializer;
import dev.weir.state.spi.ValueStateSpec;

/** Reduces the records of a key into one, and emits it after each record. */
final class KeyedReduceOperator<K, T> extends FunctionOperator<ReduceFunction<T>, T> {

  private final KeySelector<T, K> keySelector;
  private final KeyedStateBackend<K> keyedState;
  private final ValueState<T> reduced;

  KeyedReduceOperator(
      ReduceFunction<T> function,
      KeySelector<T, K> keySelector,
      TypeSerializer<T> serializer,
      OperatorContext context,
      Output<T> output) {
    super(function, context, output);
    this.keySelector = keySelector;
    this.keyedState = context.requireKeyedState();
    this.reduced = keyedState.valueState(new ValueStateSpec<>("reduced", serializer, null));
  }

  @Override
  public Input<T> input(int index) {
    ReduceFunction<T> reduce = function;
    ValueState<T> state = reduced;
    Output<T> out = output;
    return new KeyedInput<>(keySelector, keyedState) {
      @Override
      protected void processKeyed(T record, long timestamp) throws Exception {
        T soFar = state.value();
        T now = soFar == null ? record : reduce.reduce(soFar, record);
        state.update(now);
        out.collect(now, timestamp);
      }
    };
  }
}
