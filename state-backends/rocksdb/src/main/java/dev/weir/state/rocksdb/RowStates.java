package dev.weir.state.rocksdb;

import dev.weir.state.ListState;
import dev.weir.state.MapState;
import dev.weir.state.ValueState;
import dev.weir.state.spi.ListStateSpec;
import dev.weir.state.spi.MapStateSpec;
import dev.weir.state.spi.StateSchema;
import dev.weir.state.spi.ValueStateSpec;
import java.util.function.Consumer;

/** Makes the states that are found by the key alone, or those of one scope. */
final class RowStates {

  private final String operator;
  private final RowStore store;
  private final Handles handles;
  private final RowKey key;
  private final NewValueState newValueState;

  /** How handles on values are made. */
  interface NewValueState {
    <T> ValueState<T> make(Column column, ValueStateSpec<T> spec);
  }

  RowStates(
      String operator, RowStore store, Handles handles, RowKey key, NewValueState newValueState) {
    this.operator = operator;
    this.store = store;
    this.handles = handles;
    this.key = key;
    this.newValueState = newValueState;
  }

  @SuppressWarnings("unchecked") // the schema is the same, so the type is
  <T> ValueState<T> valueState(ValueStateSpec<T> spec) {
    StateSchema schema = key.declared(StateSchema.of(spec));
    return (ValueState<T>)
        handles.claim(
            schema,
            readable(schema, saved -> saved.requireReadableAs(operator, spec)),
            () -> Migration.to(spec),
            column -> newValueState.make(column, spec));
  }

  @SuppressWarnings("unchecked") // the schema is the same, so the type is
  <T> ListState<T> listState(ListStateSpec<T> spec) {
    StateSchema schema = key.declared(StateSchema.of(spec));
    return (ListState<T>)
        handles.claim(
            schema,
            readable(schema, saved -> saved.requireReadableAs(operator, spec)),
            () -> Migration.to(spec),
            column -> new RocksDBListState<>(store, column, key, spec));
  }

  @SuppressWarnings("unchecked") // the schema is the same, so the type is
  <A, B> MapState<A, B> mapState(MapStateSpec<A, B> spec) {
    StateSchema schema = key.declared(StateSchema.of(spec));
    return (MapState<A, B>)
        handles.claim(
            schema,
            readable(schema, saved -> saved.requireReadableAs(operator, spec)),
            () -> Migration.to(spec),
            column -> new RocksDBMapState<>(store, column, key, spec));
  }

  private Consumer<StateSchema> readable(StateSchema declared, Consumer<StateSchema> asSpec) {
    return asSpec.andThen(saved -> key.requireReadable(operator, saved, declared));
  }
}
