package dev.weir.runtime.windowing;

import dev.weir.api.windowing.windows.Window;
import dev.weir.state.ListState;
import dev.weir.state.spi.ListStateSpec;
import dev.weir.state.spi.NamespacedState;
import dev.weir.state.spi.TypeSerializer;
import java.util.List;

/** Contents that are all records, in the order of their arrival. */
final class ListPane<T, W extends Window> extends PaneState<T, W, T> {

  private final ListState<T> records;

  ListPane(NamespacedState<W> states, TypeSerializer<T> serializer) {
    super(states);
    this.records = states.listState(new ListStateSpec<>(NAME, serializer));
  }

  @Override
  void add(T record, long timestamp) throws Exception {
    records.add(record);
  }

  @Override
  void fire(W window, WindowEmitter<W, T, ?> emitter) throws Exception {
    Iterable<T> all = records.get();
    if (all.iterator().hasNext()) {
      emitter.emit(window, all);
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
}
