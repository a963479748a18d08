package dev.weir.state.heap;

import dev.weir.state.MapState;
import dev.weir.state.spi.MapStateSpec;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A map under each key. */
final class HeapMap<K, V> implements MapState<K, V> {

  private final ObjectTable<Map<K, V>> table;
  private final MapStateSpec<K, V> spec;
  private final boolean immutableValues;

  HeapMap(ObjectTable<Map<K, V>> table, MapStateSpec<K, V> spec) {
    this.table = table;
    this.spec = spec;
    this.immutableValues = spec.valueSerializer().isImmutable();
  }

  @Override
  public @Nullable V get(K key) {
    Map<K, V> map = readable();
    return map == null ? null : map.get(key);
  }

  @Override
  public void put(K key, V value) {
    requireEntry(key, value);
    writable().put(key, value);
  }

  @Override
  public void putAll(Map<K, V> map) {
    map.forEach(this::requireEntry);
    if (!map.isEmpty()) {
      writable().putAll(map);
    }
  }

  @Override
  public void remove(K key) {
    Map<K, V> map = table.peek();
    if (map != null && map.containsKey(key)) {
      removePresent(key);
    }
  }

  @Override
  public boolean contains(K key) {
    Map<K, V> map = table.peek();
    return map != null && map.containsKey(key);
  }

  @Override
  public Iterable<Map.Entry<K, V>> entries() {
    return this::iterator;
  }

  @Override
  public Iterable<K> keys() {
    return () -> new Each<>(Map.Entry::getKey);
  }

  @Override
  public Iterable<V> values() {
    return () -> new Each<>(Map.Entry::getValue);
  }

  @Override
  public Iterator<Map.Entry<K, V>> iterator() {
    return new Each<>(LiveEntry::new);
  }

  @Override
  public boolean isEmpty() {
    return table.peek() == null;
  }

  @Override
  public void clear() {
    table.remove();
  }

  private @Nullable Map<K, V> readable() {
    return immutableValues ? table.peek() : table.own();
  }

  private Map<K, V> writable() {
    Map<K, V> map = table.own();
    if (map == null) {
      map = new HashMap<>(8);
      table.put(map);
    }
    return map;
  }

  private void removePresent(K key) {
    Map<K, V> map = writable();
    map.remove(key);
    if (map.isEmpty()) {
      table.remove();
    }
  }

  private void requireEntry(K key, V value) {
    if (key == null || value == null) {
      throw new NullPointerException("map state '" + spec.name() + "' holds no null");
    }
  }

  /**
   * Goes over the map as it is now. A removal through the iterator goes to the map under the key;
   * if that is a copy by now, because a captured snapshot holds the one gone over, the one gone
   * over does not change.
   */
  private final class Each<T> implements Iterator<T> {

    private final @Nullable Map<K, V> map = readable();
    private final Iterator<Map.Entry<K, V>> entries =
        map == null ? java.util.Collections.emptyIterator() : map.entrySet().iterator();
    private final Function<Map.Entry<K, V>, T> view;
    private Map.@Nullable Entry<K, V> last;

    Each(Function<Map.Entry<K, V>, T> view) {
      this.view = view;
    }

    @Override
    public boolean hasNext() {
      return entries.hasNext();
    }

    @Override
    public T next() {
      if (!entries.hasNext()) {
        throw new NoSuchElementException("map state '" + spec.name() + "' has no more entries");
      }
      Map.Entry<K, V> next = entries.next();
      last = next;
      return view.apply(next);
    }

    @Override
    public void remove() {
      Map.Entry<K, V> removed = last;
      if (removed == null) {
        throw new IllegalStateException("nothing to remove before next()");
      }
      last = null;
      K key = removed.getKey();
      if (writable() != map) {
        removePresent(key);
        return;
      }
      entries.remove();
      if (map.isEmpty()) {
        table.remove();
      }
    }
  }

  /** An entry whose new value goes to the map under the key. */
  private final class LiveEntry implements Map.Entry<K, V> {

    private final Map.Entry<K, V> entry;
    private V value;

    LiveEntry(Map.Entry<K, V> entry) {
      this.entry = entry;
      this.value = entry.getValue();
    }

    @Override
    public K getKey() {
      return entry.getKey();
    }

    @Override
    public V getValue() {
      return value;
    }

    @Override
    public V setValue(V newValue) {
      requireEntry(entry.getKey(), newValue);
      V old = value;
      writable().put(entry.getKey(), newValue);
      value = newValue;
      return old;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Map.Entry<?, ?> that
          && entry.getKey().equals(that.getKey())
          && Objects.equals(value, that.getValue());
    }

    @Override
    public int hashCode() {
      return entry.getKey().hashCode() ^ Objects.hashCode(value);
    }

    @Override
    public String toString() {
      return entry.getKey() + "=" + value;
    }
  }
}
