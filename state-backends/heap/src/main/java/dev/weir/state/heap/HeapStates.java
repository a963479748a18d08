package dev.weir.state.heap;

import dev.weir.state.ListState;
import dev.weir.state.MapState;
import dev.weir.state.State;
import dev.weir.state.ValueState;
import dev.weir.state.heap.EntryKey.KeyAlone;
import dev.weir.state.spi.KeyedStateContext;
import dev.weir.state.spi.Layout;
import dev.weir.state.spi.ListStateSpec;
import dev.weir.state.spi.MapStateSpec;
import dev.weir.state.spi.StateSchema;
import dev.weir.state.spi.StateTtl;
import dev.weir.state.spi.ValueStateSpec;
import dev.weir.state.ttl.Expiry;
import dev.weir.state.ttl.Stamped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the states that are found by the key alone, or those of one scope. */
final class HeapStates<P> {

  private final String operator;
  private final HeapRegistry<?> registry;
  private final Versions versions;
  private final EntryKey<P> entryKey;
  private final int groups;
  private final LongSupplier clock;

  /** By name, the handles on states that expire. */
  private final Map<String, State> expiring = new HashMap<>();

  HeapStates(
      KeyedStateContext<?> context,
      HeapRegistry<?> registry,
      Versions versions,
      EntryKey<P> entryKey) {
    this.operator = context.operator();
    this.registry = registry;
    this.versions = versions;
    this.entryKey = entryKey;
    this.groups = context.keyGroups().size();
    this.clock = context.clock();
  }

  @SuppressWarnings("unchecked") // equal schemas are of equal types
  <T> ValueState<T> valueState(ValueStateSpec<T> spec) {
    StateTtl ttl = spec.ttl();
    if (ttl == null) {
      return (ValueState<T>) valueState(spec, null).handle();
    }
    HeapState stored = valueState(Expiry.stamped(spec), ttl);
    return (ValueState<T>)
        expiring.computeIfAbsent(
            spec.name(),
            name -> expiry(ttl, stored).around((ValueState<Stamped<T>>) stored.handle(), spec));
  }

  private <T> HeapState valueState(ValueStateSpec<T> spec, @Nullable StateTtl ttl) {
    StateSchema schema = entryKey.declared(StateSchema.of(spec));
    return claim(
        schema,
        saved -> saved.requireReadableAs(operator, spec),
        () -> newValueState(schema, spec, ttl));
  }

  @SuppressWarnings("unchecked") // equal schemas are of equal types
  <T> ListState<T> listState(ListStateSpec<T> spec) {
    StateTtl ttl = spec.ttl();
    if (ttl == null) {
      return (ListState<T>) listState(spec, null).handle();
    }
    HeapState stored = listState(Expiry.stamped(spec), ttl);
    return (ListState<T>)
        expiring.computeIfAbsent(
            spec.name(),
            name -> expiry(ttl, stored).around((ListState<Stamped<T>>) stored.handle(), spec));
  }

  private <T> HeapState listState(ListStateSpec<T> spec, @Nullable StateTtl ttl) {
    StateSchema schema = entryKey.declared(StateSchema.of(spec));
    return claim(
        schema,
        saved -> saved.requireReadableAs(operator, spec),
        () -> newListState(schema, spec, ttl));
  }

  @SuppressWarnings("unchecked") // equal schemas are of equal types
  <UK, UV> MapState<UK, UV> mapState(MapStateSpec<UK, UV> spec) {
    StateTtl ttl = spec.ttl();
    if (ttl == null) {
      return (MapState<UK, UV>) mapState(spec, null).handle();
    }
    HeapState stored = mapState(Expiry.stamped(spec), ttl);
    return (MapState<UK, UV>)
        expiring.computeIfAbsent(
            spec.name(),
            name -> expiry(ttl, stored).around((MapState<UK, Stamped<UV>>) stored.handle(), spec));
  }

  private <UK, UV> HeapState mapState(MapStateSpec<UK, UV> spec, @Nullable StateTtl ttl) {
    StateSchema schema = entryKey.declared(StateSchema.of(spec));
    return claim(
        schema,
        saved -> saved.requireReadableAs(operator, spec),
        () -> newMapState(schema, spec, ttl));
  }

  private HeapState claim(
      StateSchema schema, Consumer<StateSchema> requireReadable, Supplier<HeapState> create) {
    Consumer<StateSchema> requireFound = saved -> entryKey.requireReadable(operator, saved, schema);
    return registry.claim(entryKey, schema, requireReadable.andThen(requireFound), create);
  }

  private <T> HeapState newValueState(
      StateSchema schema, ValueStateSpec<T> spec, @Nullable StateTtl ttl) {
    if (spec.serializer().layout() != Layout.OBJECT
        && entryKey instanceof KeyAlone<?> key
        && Bits.identifyKeys(key.serializer().layout())) {
      return newPrimitiveState(schema, spec, key);
    }
    ValueFormat.Single<T> format = new ValueFormat.Single<>(spec.serializer());
    ObjectTable<T> table = newObjectTable(format);
    return newObjectState(schema, new ObjectValue<>(table, spec), table, format, ttl);
  }

  private <K, T> HeapState newPrimitiveState(
      StateSchema schema, ValueStateSpec<T> spec, KeyAlone<K> key) {
    Layout keyLayout = key.serializer().layout();
    LongTable table = new LongTable(versions, key.position(), groups, keyLayout == Layout.INT);
    return new LongHeapState<>(
        schema,
        newPrimitiveHandle(spec, table),
        table,
        LongHeapState.Column.of(key.serializer()),
        LongHeapState.Column.of(spec.serializer()));
  }

  private static <T> ValueState<?> newPrimitiveHandle(ValueStateSpec<T> spec, LongTable table) {
    Layout layout = spec.serializer().layout();
    return layout == Layout.LONG
        ? new LongValue(table, (@Nullable Long) spec.defaultValue())
        : new BitsValue<>(table, Bits.<T>ofLayout(layout), spec.defaultValue());
  }

  private <T> HeapState newListState(
      StateSchema schema, ListStateSpec<T> spec, @Nullable StateTtl ttl) {
    ValueFormat.Elements<T> format = new ValueFormat.Elements<>(spec.elementSerializer());
    ObjectTable<List<T>> table = newObjectTable(format);
    return newObjectState(schema, new HeapList<>(table, spec), table, format, ttl);
  }

  private <UK, UV> HeapState newMapState(
      StateSchema schema, MapStateSpec<UK, UV> spec, @Nullable StateTtl ttl) {
    ValueFormat.Entries<UK, UV> format =
        new ValueFormat.Entries<>(spec.keySerializer(), spec.valueSerializer());
    ObjectTable<Map<UK, UV>> table = newObjectTable(format);
    return newObjectState(schema, new HeapMap<>(table, spec), table, format, ttl);
  }

  private <V> ObjectTable<V> newObjectTable(ValueFormat<V> format) {
    return new ObjectTable<>(
        versions, entryKey.position(), groups, format.isImmutable() ? null : format::copy);
  }

  private <V> HeapState newObjectState(
      StateSchema schema,
      State handle,
      ObjectTable<V> table,
      ValueFormat<V> format,
      @Nullable StateTtl ttl) {
    return new ObjectHeapState<>(
        schema,
        handle,
        table,
        entryKey.snapshotSerializer(),
        format,
        format.duplicate(),
        ttl == null ? null : new HeapExpiry(ttl, clock));
  }

  private Expiry expiry(StateTtl ttl, HeapState stored) {
    Runnable sweep =
        stored instanceof ObjectHeapState<?, ?> state
            ? new HeapExpiry(ttl, clock).sweepOf(state)
            : () -> {};
    if (ttl.cleanup().perKeyToo()) {
      registry.onKey(sweep);
    }
    return new Expiry(ttl, clock, sweep);
  }
}
