package dev.weir.runtime.state;

import dev.weir.api.functions.AggregateFunction;
import dev.weir.api.functions.KeyedStateStore;
import dev.weir.api.functions.ReduceFunction;
import dev.weir.api.state.AggregatingStateDescriptor;
import dev.weir.api.state.ListStateDescriptor;
import dev.weir.api.state.MapStateDescriptor;
import dev.weir.api.state.ReducingStateDescriptor;
import dev.weir.api.state.StateDescriptor;
import dev.weir.api.state.ValueStateDescriptor;
import dev.weir.state.AggregatingState;
import dev.weir.state.ListState;
import dev.weir.state.MapState;
import dev.weir.state.ReducingState;
import dev.weir.state.State;
import dev.weir.state.ValueState;
import dev.weir.state.spi.ListStateSpec;
import dev.weir.state.spi.MapStateSpec;
import dev.weir.state.spi.NamespacedState;
import dev.weir.state.spi.ValueStateSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * State of functions under the current key and a namespace, by descriptor. Handles are made once,
 * so that asking again costs one look-up.
 */
public final class NamespaceStateStore<N> implements KeyedStateStore {

  private final NamespacedState<N> states;
  private final String prefix;
  private final Map<StateDescriptor<?, ?>, State> handles = new HashMap<>();
  private final Map<StateDescriptor<?, ?>, ValueState<?>> accumulators = new HashMap<>();

  /**
   * @param prefix stands before each name, so that names of different users do not clash
   */
  public NamespaceStateStore(NamespacedState<N> states, String prefix) {
    this.states = states;
    this.prefix = prefix;
  }

  /** All handles work under this namespace from now on. */
  public void setCurrentNamespace(N namespace) {
    states.setCurrentNamespace(namespace);
  }

  /** The state under a descriptor of any kind. */
  @SuppressWarnings("unchecked") // a descriptor is equal to descriptors of its own kind only
  public <S extends State> S state(StateDescriptor<S, ?> descriptor) {
    State known = handles.get(descriptor);
    return known == null ? DescribedState.of(this, descriptor) : (S) known;
  }

  @Override
  @SuppressWarnings("unchecked") // the backend refuses a second type
  public <T> ValueState<T> getState(ValueStateDescriptor<T> descriptor) {
    return (ValueState<T>)
        handles.computeIfAbsent(
            descriptor,
            missing ->
                states.valueState(
                    new ValueStateSpec<>(
                        prefix + descriptor.getName(),
                        descriptor.createSerializer(),
                        descriptor.getDefaultValue(),
                        TimeToLive.of(descriptor))));
  }

  @Override
  @SuppressWarnings("unchecked") // the backend refuses a second type
  public <T> ListState<T> getListState(ListStateDescriptor<T> descriptor) {
    return (ListState<T>)
        handles.computeIfAbsent(
            descriptor,
            missing ->
                states.listState(
                    new ListStateSpec<>(
                        prefix + descriptor.getName(),
                        descriptor.createElementSerializer(),
                        TimeToLive.of(descriptor))));
  }

  @Override
  @SuppressWarnings("unchecked") // the backend refuses a second type
  public <UK, UV> MapState<UK, UV> getMapState(MapStateDescriptor<UK, UV> descriptor) {
    return (MapState<UK, UV>)
        handles.computeIfAbsent(
            descriptor,
            missing ->
                states.mapState(
                    new MapStateSpec<>(
                        prefix + descriptor.getName(),
                        descriptor.createKeySerializer(),
                        descriptor.createValueSerializer(),
                        TimeToLive.of(descriptor))));
  }

  @Override
  @SuppressWarnings("unchecked") // the backend refuses a second type
  public <T> ReducingState<T> getReducingState(ReducingStateDescriptor<T> descriptor) {
    return (ReducingState<T>)
        handles.computeIfAbsent(
            descriptor,
            missing ->
                new ReducingOverValue<>(
                    reduced(descriptor),
                    descriptor.getReduceFunction(),
                    descriptor.createSerializer()));
  }

  @Override
  @SuppressWarnings("unchecked") // the backend refuses a second type
  public <IN, ACC, OUT> AggregatingState<IN, OUT> getAggregatingState(
      AggregatingStateDescriptor<IN, ACC, OUT> descriptor) {
    return (AggregatingState<IN, OUT>)
        handles.computeIfAbsent(
            descriptor,
            missing ->
                new AggregatingOverValue<>(
                    accumulator(descriptor), descriptor.getAggregateFunction()));
  }

  @SuppressWarnings("unchecked") // the backend refuses a second type
  private <T> ValueState<T> reduced(ReducingStateDescriptor<T> descriptor) {
    return (ValueState<T>)
        accumulators.computeIfAbsent(
            descriptor,
            missing ->
                states.valueState(
                    new ValueStateSpec<>(
                        prefix + descriptor.getName(),
                        descriptor.createSerializer(),
                        null,
                        TimeToLive.of(descriptor))));
  }

  @SuppressWarnings("unchecked") // the backend refuses a second type
  private <ACC> ValueState<ACC> accumulator(AggregatingStateDescriptor<?, ACC, ?> descriptor) {
    return (ValueState<ACC>)
        accumulators.computeIfAbsent(
            descriptor,
            missing ->
                states.valueState(
                    new ValueStateSpec<>(
                        prefix + descriptor.getName(),
                        descriptor.createSerializer(),
                        null,
                        TimeToLive.of(descriptor))));
  }

  /**
   * Adds what some namespaces hold to what another one holds, and clears them. The current
   * namespace is the target afterwards.
   *
   * @throws IllegalArgumentException if state of that kind cannot be merged
   */
  public void merge(StateDescriptor<?, ?> descriptor, N target, Collection<N> sources)
      throws Exception {
    if (descriptor instanceof ListStateDescriptor<?> list) {
      mergeLists(getListState(list), target, sources);
    } else if (descriptor instanceof ReducingStateDescriptor<?> reducing) {
      mergeReduced(reducing, target, sources);
    } else if (descriptor instanceof AggregatingStateDescriptor<?, ?, ?> aggregating) {
      mergeAggregated(aggregating, target, sources);
    } else {
      throw new IllegalArgumentException(
          "State '%s' is %s state, which cannot be merged; lists, reducing and aggregating state can"
              .formatted(descriptor.getName(), descriptor.getType()));
    }
  }

  private <T> void mergeLists(ListState<T> list, N target, Collection<N> sources) throws Exception {
    List<T> all = new ArrayList<>();
    for (N source : sources) {
      setCurrentNamespace(source);
      list.get().forEach(all::add);
      list.clear();
    }
    setCurrentNamespace(target);
    if (!all.isEmpty()) {
      list.addAll(all);
    }
  }

  private <T> void mergeReduced(
      ReducingStateDescriptor<T> descriptor, N target, Collection<N> sources) throws Exception {
    ReduceFunction<T> reduce = descriptor.getReduceFunction();
    mergeValues(reduced(descriptor), reduce::reduce, target, sources);
  }

  private <IN, ACC, OUT> void mergeAggregated(
      AggregatingStateDescriptor<IN, ACC, OUT> descriptor, N target, Collection<N> sources)
      throws Exception {
    AggregateFunction<IN, ACC, OUT> aggregate = descriptor.getAggregateFunction();
    mergeValues(accumulator(descriptor), aggregate::merge, target, sources);
  }

  private <V> void mergeValues(
      ValueState<V> state, Merger<V> merger, N target, Collection<N> sources) throws Exception {
    V merged = null;
    for (N source : sources) {
      setCurrentNamespace(source);
      merged = merged(merged, take(state), merger);
    }
    setCurrentNamespace(target);
    V before = state.value();
    V after = merged(before, merged, merger);
    if (after != null) {
      state.update(after);
    }
  }

  private static <V> @Nullable V take(ValueState<V> state) throws IOException {
    V value = state.value();
    state.clear();
    return value;
  }

  private static <V> @Nullable V merged(@Nullable V first, @Nullable V second, Merger<V> merger)
      throws Exception {
    if (first == null || second == null) {
      return first == null ? second : first;
    }
    return merger.merge(first, second);
  }

  /** Makes one value of two. */
  @FunctionalInterface
  private interface Merger<V> {
    V merge(V first, V second) throws Exception;
  }
}
