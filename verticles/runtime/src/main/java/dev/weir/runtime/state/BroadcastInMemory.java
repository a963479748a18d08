package dev.weir.runtime.state;

import dev.weir.protocol.manifest.OperatorListState;
import dev.weir.protocol.manifest.OperatorListState.Mode;
import dev.weir.state.BroadcastState;
import dev.weir.state.spi.TypeSerializer;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Broadcast state: a map, in the order in which keys came. */
final class BroadcastInMemory<K, V> implements BroadcastState<K, V>, OperatorState.RegisteredState {

  private final TypeSerializer<Map.Entry<K, V>> serializer;
  private final Map<K, V> map = new LinkedHashMap<>();

  BroadcastInMemory(TypeSerializer<Map.Entry<K, V>> serializer) {
    this.serializer = serializer;
  }

  TypeSerializer<Map.Entry<K, V>> serializer() {
    return serializer;
  }

  void restore(Map.Entry<K, V> entry) {
    map.put(entry.getKey(), entry.getValue());
  }

  @Override
  public @Nullable V get(K key) {
    return map.get(key);
  }

  @Override
  public boolean contains(K key) {
    return map.containsKey(key);
  }

  @Override
  public Iterable<Map.Entry<K, V>> immutableEntries() {
    return Collections.unmodifiableSet(map.entrySet());
  }

  @Override
  public void put(K key, V value) {
    map.put(key, value);
  }

  @Override
  public void putAll(Map<K, V> entries) {
    map.putAll(entries);
  }

  @Override
  public void remove(K key) {
    map.remove(key);
  }

  @Override
  public Iterator<Map.Entry<K, V>> iterator() {
    return map.entrySet().iterator();
  }

  @Override
  public Iterable<Map.Entry<K, V>> entries() {
    return map.entrySet();
  }

  @Override
  public void clear() {
    map.clear();
  }

  @Override
  public Mode mode() {
    return Mode.BROADCAST;
  }

  @Override
  public OperatorListState encode() {
    return new OperatorListState(
        Mode.BROADCAST, serializer.schema(), Elements.encode(map.entrySet(), serializer));
  }
}
