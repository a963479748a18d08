package dev.weir.api.functions;

import dev.weir.api.state.AggregatingStateDescriptor;
import dev.weir.api.state.ListStateDescriptor;
import dev.weir.api.state.MapStateDescriptor;
import dev.weir.api.state.ReducingStateDescriptor;
import dev.weir.api.state.ValueStateDescriptor;
import dev.weir.state.AggregatingState;
import dev.weir.state.ListState;
import dev.weir.state.MapState;
import dev.weir.state.ReducingState;
import dev.weir.state.ValueState;

/** Where keyed state comes from; see {@link RuntimeContext} for errors. */
public interface KeyedStateStore {

  /** One value per key. */
  <T> ValueState<T> getState(ValueStateDescriptor<T> stateProperties);

  /** A list per key. */
  <T> ListState<T> getListState(ListStateDescriptor<T> stateProperties);

  /** A map per key. */
  <UK, UV> MapState<UK, UV> getMapState(MapStateDescriptor<UK, UV> stateProperties);

  /** One reduced value per key. */
  <T> ReducingState<T> getReducingState(ReducingStateDescriptor<T> stateProperties);

  /** One accumulator per key. */
  <IN, ACC, OUT> AggregatingState<IN, OUT> getAggregatingState(
      AggregatingStateDescriptor<IN, ACC, OUT> stateProperties);
}
