package dev.weir.state.rocksdb;

import dev.weir.state.ValueState;
import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.StateKind;
import dev.weir.state.spi.TypeSerializer;
import dev.weir.state.spi.ValueStateSpec;
import org.jspecify.annotations.Nullable;

/**
 * A value per key, or per key and namespace, behind a {@link ValueCache}. Values that can change
 * are copied on the way in and out, so a user sees the same as without the cache.
 */
final class CachedValueState<E, V> implements ValueState<V> {

  private final RowStore store;
  private final Column column;
  private final EntryKey<E> currentKey;
  private final TypeSerializer<V> serializer;
  private final boolean immutable;
  private final @Nullable V defaultValue;
  private final ValueCache<E, V> cache;
  private final Caches caches;
  private final Captures captures;
  private final CacheBudget budget;
  private final ByteOutput row = new ByteOutput();
  private final ByteOutput sample = new ByteOutput();
  private final ByteInput in = new ByteInput(new byte[0]);

  /** Where the entry was when last looked for, so that reading and then writing is one search. */
  private int lastSlot;

  private long lastVersion;

  CachedValueState(
      RowStore store,
      Column column,
      EntryKey<E> currentKey,
      ValueStateSpec<V> spec,
      ValueCache<E, V> cache,
      Caches caches,
      Captures captures) {
    this.store = store;
    this.column = column;
    this.currentKey = currentKey;
    this.serializer = spec.serializer();
    this.immutable = serializer.isImmutable();
    this.defaultValue = spec.defaultValue();
    this.cache = cache;
    this.caches = caches;
    this.captures = captures;
    this.budget = caches.add(cache);
  }

  @Override
  public @Nullable V value() {
    E key = currentKey.require();
    int slot = find(key);
    if (slot == ValueCache.NOWHERE) {
      slot = load();
    }
    V value = cache.value(slot);
    V shown = value == null ? defaultValue : value;
    return shown == null || immutable ? shown : serializer.copy(shown);
  }

  @Override
  public void update(@Nullable V newValue) {
    E key = currentKey.require();
    if (newValue != null && budget.wantsSample()) {
      sample.reset();
      serializer.write(newValue, sample);
      budget.sample(sample.size());
    }
    int slot = find(key);
    if (slot == ValueCache.NOWHERE) {
      slot = add(null);
    }
    cache.set(slot, newValue == null || immutable ? newValue : serializer.copy(newValue));
  }

  @Override
  public void clear() {
    update(null);
  }

  private int find(E key) {
    if (lastVersion != currentKey.version()) {
      lastSlot = cache.find(key, currentKey.hash());
      lastVersion = currentKey.version();
    }
    return lastSlot;
  }

  private int load() {
    currentKey.writeRow(row, StateKind.VALUE);
    int length = store.get(column, row);
    if (length == RowStore.ABSENT) {
      return add(null);
    }
    budget.sample(length);
    in.reset(store.value(), 0, length);
    return add(serializer.read(in));
  }

  private int add(@Nullable V value) {
    int limit = budget.entries(caches.count());
    if (cache.size() >= limit) {
      captures.makeRoom(cache, limit);
    }
    lastSlot = cache.add(currentKey.toKeep(), currentKey.hash(), value);
    return lastSlot;
  }
}
