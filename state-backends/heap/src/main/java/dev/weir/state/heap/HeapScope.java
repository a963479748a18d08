package dev.weir.state.heap;

import dev.weir.state.ListState;
import dev.weir.state.MapState;
import dev.weir.state.ValueState;
import dev.weir.state.spi.ListStateSpec;
import dev.weir.state.spi.MapStateSpec;
import dev.weir.state.spi.NamespacedState;
import dev.weir.state.spi.ValueStateSpec;

/** State under the key and a namespace. */
record HeapScope<K, N>(
    String namespaceSchema, ScopedPosition<K, N> position, HeapStates<ScopedKey<K, N>> states)
    implements NamespacedState<N> {

  @Override
  public void setCurrentNamespace(N namespace) {
    position.set(namespace);
  }

  @Override
  public <T> ValueState<T> valueState(ValueStateSpec<T> spec) {
    return states.valueState(spec);
  }

  @Override
  public <T> ListState<T> listState(ListStateSpec<T> spec) {
    return states.listState(spec);
  }

  @Override
  public <UK, UV> MapState<UK, UV> mapState(MapStateSpec<UK, UV> spec) {
    return states.mapState(spec);
  }
}
