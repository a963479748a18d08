package dev.weir.runtime.state;

import dev.weir.api.functions.AggregateFunction;
import dev.weir.state.AggregatingState;
import dev.weir.state.ValueState;
import org.jspecify.annotations.Nullable;

/** Aggregating state whose accumulator is kept as one value. */
final class AggregatingOverValue<IN, ACC, OUT> implements AggregatingState<IN, OUT> {

  private final ValueState<ACC> accumulator;
  private final AggregateFunction<IN, ACC, OUT> aggregate;

  AggregatingOverValue(ValueState<ACC> accumulator, AggregateFunction<IN, ACC, OUT> aggregate) {
    this.accumulator = accumulator;
    this.aggregate = aggregate;
  }

  @Override
  public @Nullable OUT get() throws Exception {
    ACC soFar = accumulator.value();
    return soFar == null ? null : aggregate.getResult(soFar);
  }

  @Override
  public void add(IN added) throws Exception {
    ACC soFar = accumulator.value();
    accumulator.update(aggregate.add(added, soFar == null ? aggregate.createAccumulator() : soFar));
  }

  @Override
  public void clear() {
    accumulator.clear();
  }
}
