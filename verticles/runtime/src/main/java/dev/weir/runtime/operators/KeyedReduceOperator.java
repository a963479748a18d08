package dev.weir.runtime.operators;

import dev.weir.api.functions.KeySelector;
import dev.weir.api.functions.ReduceFunction;
import dev.weir.state.ValueState;
import dev.weir.state.spi.KeyedStateBackend;
import dev.weir.state.spi.TypeSerializer;
import dev.weir.state.spi.ValueStateSpec;

/**
 * Reduces the records of a key into one, and emits it after each record.
 *
 * <p>A reduce function may change and return its first argument, as programs written for Flink do.
 * So where the type is mutable and the function is the program's own, what is kept in state is
 * shared with nobody: neither with others that got the same record, nor with what was emitted.
 */
final class KeyedReduceOperator<K, T> extends FunctionOperator<ReduceFunction<T>, T> {

  private final KeySelector<T, K> keySelector;
  private final KeyedStateBackend<K> keyedState;
  private final ValueState<T> reduced;
  private final TypeSerializer<T> serializer;
  private final boolean copies;

  /**
   * @param mayMutate whether the function may change its arguments
   */
  KeyedReduceOperator(
      ReduceFunction<T> function,
      KeySelector<T, K> keySelector,
      TypeSerializer<T> serializer,
      boolean mayMutate,
      OperatorContext context,
      Output<T> output) {
    super(function, context, output);
    this.serializer = serializer;
    this.copies = mayMutate && !serializer.isImmutable();
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
        T now = soFar == null ? own(record) : reduce.reduce(soFar, record);
        state.update(now);
        out.collect(own(now), timestamp);
      }
    };
  }

  private T own(T value) {
    return copies ? serializer.copy(value) : value;
  }
}
