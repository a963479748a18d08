package dev.weir.runtime.windowing;

import dev.weir.api.windowing.windows.Window;
import dev.weir.state.ValueState;
import dev.weir.state.spi.NamespacedState;
import dev.weir.state.spi.ValueStateSpec;
import java.util.List;

/** Contents that are one accumulator. */
final class ValuePane<T, ACC, W extends Window, E> extends PaneState<T, W, E> {

  private final Accumulation<T, ACC, E> accumulation;
  private final ValueState<ACC> value;

  ValuePane(NamespacedState<W> states, Accumulation<T, ACC, E> accumulation) {
    super(states);
    this.accumulation = accumulation;
    this.value = states.valueState(new ValueStateSpec<>(NAME, accumulation.serializer(), null));
  }

  @Override
  void add(T record, long timestamp) throws Exception {
    ACC soFar = value.value();
    value.update(soFar == null ? accumulation.first(record) : accumulation.add(soFar, record));
  }

  @Override
  void fire(W window, WindowEmitter<W, E, ?> emitter) throws Exception {
    ACC accumulator = value.value();
    if (accumulator == null) {
      return;
    }
    E result = accumulation.result(accumulator);
    if (result != null) {
      emitter.emitOne(window, result);
    }
  }

  @Override
  void clear() {
    value.clear();
  }

  @Override
  void merge(W target, List<W> sources) throws Exception {
    ACC merged = null;
    for (W source : sources) {
      setStateWindow(source);
      ACC next = value.value();
      if (next != null) {
        value.clear();
        merged = merged == null ? next : accumulation.merge(merged, next);
      }
    }
    setStateWindow(target);
    if (merged != null) {
      ACC before = value.value();
      value.update(before == null ? merged : accumulation.merge(before, merged));
    }
  }
}
