package dev.weir.runtime.state;

import dev.weir.api.functions.KeyedStateStore;
import dev.weir.api.state.AggregatingStateDescriptor;
import dev.weir.api.state.ListStateDescriptor;
import dev.weir.api.state.MapStateDescriptor;
import dev.weir.api.state.ReducingStateDescriptor;
import dev.weir.api.state.StateDescriptor;
import dev.weir.api.state.ValueStateDescriptor;
import dev.weir.runtime.operators.OperatorContext;
import dev.weir.state.State;

/** Keyed state by a descriptor of any kind. */
public final class DescribedState {

  private DescribedState() {}

  public static <S extends State> S of(OperatorContext operator, StateDescriptor<S, ?> descriptor) {
    return of(new FunctionContext(operator), descriptor);
  }

  /** The state that a store has under a descriptor. */
  @SuppressWarnings("unchecked") // each kind of descriptor gives its kind of state
  public static <S extends State> S of(KeyedStateStore states, StateDescriptor<S, ?> descriptor) {
    if (descriptor instanceof ValueStateDescriptor<?> value) {
      return (S) states.getState(value);
    }
    if (descriptor instanceof ListStateDescriptor<?> list) {
      return (S) states.getListState(list);
    }
    if (descriptor instanceof MapStateDescriptor<?, ?> map) {
      return (S) states.getMapState(map);
    }
    if (descriptor instanceof ReducingStateDescriptor<?> reducing) {
      return (S) states.getReducingState(reducing);
    }
    if (descriptor instanceof AggregatingStateDescriptor<?, ?, ?> aggregating) {
      return (S) states.getAggregatingState(aggregating);
    }
    throw new IllegalArgumentException("no keyed state is described by " + descriptor);
  }
}
