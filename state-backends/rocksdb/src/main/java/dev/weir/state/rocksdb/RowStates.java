package dev.weir.state.rocksdb;

import dev.weir.state.ListState;
import dev.weir.state.MapState;
import dev.weir.state.ValueState;
import dev.weir.state.spi.KeyedStateContext;
import dev.weir.state.spi.ListStateSpec;
import dev.weir.state.spi.MapStateSpec;
import dev.weir.state.spi.StateSchema;
import dev.weir.state.spi.StateTtl;
import dev.weir.state.spi.ValueStateSpec;
import dev.weir.state.ttl.Expiry;
import dev.weir.state.ttl.Stamped;
import java.util.function.Consumer;
import java.util.function.Function;

/** Makes the states that are found by the key alone, or those of one scope. */
final class RowStates {

  private final KeyedStateContext<?> context;
  private final String operator;
  private final RowStore store;
  private final Handles handles;
  private final RowKey key;
  private final NewValueState newValueState;
  private final Expiries expiries;
  private final Captures captures;

  /** How handles on values are made. */
  interface NewValueState {
    <T> ValueState<T> make(Column column, ValueStateSpec<T> spec);
  }

  RowStates(
      KeyedStateContext<?> context,
      RowStore store,
      Handles handles,
      Expiries expiries,
      Captures captures,
      RowKey key,
      NewValueState newValueState) {
    this.context = context;
    this.operator = context.operator();
    this.expiries = expiries;
    this.captures = captures;
    this.store = store;
    this.handles = handles;
    this.key = key;
    this.newValueState = newValueState;
  }

  @SuppressWarnings("unchecked") // the schema is the same, so the type is
  <T> ValueState<T> valueState(ValueStateSpec<T> spec) {
    StateTtl ttl = spec.ttl();
    if (ttl != null) {
      ValueStateSpec<Stamped<T>> stamped = Expiry.stamped(spec);
      return (ValueState<T>)
          claim(
              stamped,
              column -> expiry(ttl, column).around(newValueState.make(column, stamped), spec));
    }
    return (ValueState<T>) claim(spec, column -> newValueState.make(column, spec));
  }

  private Object claim(ValueStateSpec<?> spec, Function<Column, Object> create) {
    StateSchema schema = key.declared(StateSchema.of(spec));
    return handles.claim(
        schema,
        readable(schema, saved -> saved.requireReadableAs(operator, spec)),
        () -> Migration.to(spec),
        create);
  }

  @SuppressWarnings("unchecked") // the schema is the same, so the type is
  <T> ListState<T> listState(ListStateSpec<T> spec) {
    StateTtl ttl = spec.ttl();
    if (ttl != null) {
      ListStateSpec<Stamped<T>> stamped = Expiry.stamped(spec);
      return (ListState<T>)
          claim(
              stamped,
              column ->
                  expiry(ttl, column)
                      .around(new RocksDBListState<>(store, column, key, stamped), spec));
    }
    return (ListState<T>) claim(spec, column -> new RocksDBListState<>(store, column, key, spec));
  }

  private Object claim(ListStateSpec<?> spec, Function<Column, Object> create) {
    StateSchema schema = key.declared(StateSchema.of(spec));
    return handles.claim(
        schema,
        readable(schema, saved -> saved.requireReadableAs(operator, spec)),
        () -> Migration.to(spec),
        create);
  }

  @SuppressWarnings("unchecked") // the schema is the same, so the type is
  <A, B> MapState<A, B> mapState(MapStateSpec<A, B> spec) {
    StateTtl ttl = spec.ttl();
    if (ttl != null) {
      MapStateSpec<A, Stamped<B>> stamped = Expiry.stamped(spec);
      return (MapState<A, B>)
          claim(
              stamped,
              column ->
                  expiry(ttl, column)
                      .around(new RocksDBMapState<>(store, column, key, stamped), spec));
    }
    return (MapState<A, B>) claim(spec, column -> new RocksDBMapState<>(store, column, key, spec));
  }

  private Object claim(MapStateSpec<?, ?> spec, Function<Column, Object> create) {
    StateSchema schema = key.declared(StateSchema.of(spec));
    return handles.claim(
        schema,
        readable(schema, saved -> saved.requireReadableAs(operator, spec)),
        () -> Migration.to(spec),
        create);
  }

  private Expiry expiry(StateTtl ttl, Column column) {
    RowSweep sweep =
        new RowSweep(store, captures, column, ttl, context.clock(), context.keyGroups());
    expiries.add(column, ttl, sweep);
    return new Expiry(ttl, context.clock(), sweep);
  }

  private Consumer<StateSchema> readable(StateSchema declared, Consumer<StateSchema> asSpec) {
    return asSpec.andThen(saved -> key.requireReadable(operator, saved, declared));
  }
}
