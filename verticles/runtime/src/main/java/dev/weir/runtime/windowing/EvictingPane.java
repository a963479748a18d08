package dev.weir.runtime.windowing;

import dev.weir.api.windowing.evictors.Evictor;
import dev.weir.api.windowing.evictors.TimestampedValue;
import dev.weir.api.windowing.windows.Window;
import dev.weir.runtime.time.InternalTimerService;
import dev.weir.state.ListState;
import dev.weir.state.spi.ListStateSpec;
import dev.weir.state.spi.NamespacedState;
import dev.weir.state.spi.TypeSerializer;
import java.util.ArrayList;
import java.util.List;

/** All records with their timestamps, of which an evictor takes some out when the window fires. */
final class EvictingPane<T, W extends Window, E> extends PaneState<T, W, E> {

  private final ListState<TimestampedValue<T>> records;
  private final Evictor<T, W> evictor;
  private final Projection<T, E> projection;
  private final Evictor.EvictorContext context;

  /** What the function sees of the records that the evictor left. */
  @FunctionalInterface
  interface Projection<T, E> {
    Iterable<E> of(List<T> records) throws Exception;
  }

  EvictingPane(
      NamespacedState<W> states,
      TypeSerializer<T> serializer,
      Evictor<T, W> evictor,
      Projection<T, E> projection,
      InternalTimerService<?> time) {
    super(states);
    this.records =
        states.listState(new ListStateSpec<>(NAME, new TimestampedValueSerializer<>(serializer)));
    this.evictor = evictor;
    this.projection = projection;
    this.context = new TimeContext(time);
  }

  @Override
  void add(T record, long timestamp) throws Exception {
    records.add(new TimestampedValue<>(record, timestamp));
  }

  /** What is evicted is gone for good: what is left is written back. */
  @Override
  void fire(W window, WindowEmitter<W, E, ?> emitter) throws Exception {
    List<TimestampedValue<T>> elements = new ArrayList<>();
    records.get().forEach(elements::add);
    int before = elements.size();
    if (before == 0) {
      return;
    }
    evictor.evictBefore(elements, elements.size(), window, context);
    emitter.emit(window, projection.of(elements.stream().map(TimestampedValue::getValue).toList()));
    evictor.evictAfter(elements, elements.size(), window, context);
    if (elements.size() < before) {
      records.update(elements);
    }
  }

  @Override
  void clear() {
    records.clear();
  }

  @Override
  void merge(W target, List<W> sources) throws Exception {
    mergeLists(records, target, sources);
  }

  private record TimeContext(InternalTimerService<?> time) implements Evictor.EvictorContext {

    @Override
    public long getCurrentProcessingTime() {
      return time.currentProcessingTime();
    }

    @Override
    public long getCurrentWatermark() {
      return time.currentWatermark();
    }
  }
}
