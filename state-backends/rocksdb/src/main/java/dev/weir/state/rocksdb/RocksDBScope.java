package dev.weir.state.rocksdb;

import dev.weir.state.ListState;
import dev.weir.state.MapState;
import dev.weir.state.ValueState;
import dev.weir.state.spi.ListStateSpec;
import dev.weir.state.spi.MapStateSpec;
import dev.weir.state.spi.NamespacedState;
import dev.weir.state.spi.ValueStateSpec;

/** State under the key and a namespace. */
record RocksDBScope<K, N>(ScopedKey<K, N> key, RowStates states) implements NamespacedState<N> {

  @Override
  public void setCurrentNamespace(N namespace) {
    key.set(namespace);
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
  public <A, B> MapState<A, B> mapState(MapStateSpec<A, B> spec) {
    return states.mapState(spec);
  }
}
