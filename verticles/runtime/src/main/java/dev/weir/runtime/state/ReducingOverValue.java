package dev.weir.runtime.state;

import dev.weir.api.functions.ReduceFunction;
import dev.weir.state.ReducingState;
import dev.weir.state.ValueState;
import org.jspecify.annotations.Nullable;

/** Reducing state kept as one value. */
final class ReducingOverValue<T> implements ReducingState<T> {

  private final ValueState<T> value;
  private final ReduceFunction<T> reduce;

  ReducingOverValue(ValueState<T> value, ReduceFunction<T> reduce) {
    this.value = value;
    this.reduce = reduce;
  }

  @Override
  public @Nullable T get() throws Exception {
    return value.value();
  }

  @Override
  public void add(T added) throws Exception {
    T soFar = value.value();
    value.update(soFar == null ? added : reduce.reduce(soFar, added));
  }

  @Override
  public void clear() {
    value.clear();
  }
}
