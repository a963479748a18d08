package dev.weir.state.ttl;

import dev.weir.state.MapState;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A map of which each entry expires on its own. */
final class TtlMapState<K, V> implements MapState<K, V> {

  private final MapState<K, Stamped<V>> stored;
  private final String name;
  private final Expiry expiry;

  TtlMapState(MapState<K, Stamped<V>> stored, String name, Expiry expiry) {
    this.stored = stored;
    this.name = name;
    this.expiry = expiry;
  }

  @Override
  public @Nullable V get(K key) throws Exception {
    expiry.onAccess().run();
    Stamped<V> found = stored.get(key);
    if (found == null) {
      return null;
    }
    if (expiry.isExpired(found)) {
      stored.remove(key);
      return expiry.showsExpired() ? found.value() : null;
    }
    if (expiry.touchesOnRead()) {
      stored.put(key, expiry.stamp(found.value()));
    }
    return found.value();
  }

  @Override
  public void put(K key, V value) throws Exception {
    expiry.onAccess().run();
    stored.put(key, stamp(value));
  }

  @Override
  public void putAll(Map<K, V> map) throws Exception {
    map.values().forEach(this::stamp);
    for (Map.Entry<K, V> each : map.entrySet()) {
      put(each.getKey(), each.getValue());
    }
  }

  @Override
  public void remove(K key) throws Exception {
    expiry.onAccess().run();
    stored.remove(key);
  }

  @Override
  public boolean contains(K key) throws Exception {
    return get(key) != null;
  }

  @Override
  public Iterable<Map.Entry<K, V>> entries() throws Exception {
    return each(Function.identity());
  }

  @Override
  public Iterable<K> keys() throws Exception {
    return each(Map.Entry::getKey);
  }

  @Override
  public Iterable<V> values() throws Exception {
    return each(Map.Entry::getValue);
  }

  @Override
  public Iterator<Map.Entry<K, V>> iterator() throws Exception {
    return entries().iterator();
  }

  @Override
  public boolean isEmpty() throws Exception {
    return !iterator().hasNext();
  }

  @Override
  public void clear() {
    stored.clear();
  }

  private <T> Iterable<T> each(Function<Map.Entry<K, V>, T> view) throws Exception {
    expiry.onAccess().run();
    Iterable<Map.Entry<K, Stamped<V>>> found = stored.entries();
    return () -> new Alive<>(found.iterator(), view);
  }

  private Stamped<V> stamp(V value) {
    return expiry.stamp(
        Objects.requireNonNull(value, () -> "map state '" + name + "' holds no null"));
  }

  /** Goes over the entries that are shown, and removes those that have expired. */
  private final class Alive<T> implements Iterator<T> {

    private final Iterator<Map.Entry<K, Stamped<V>>> found;
    private final Function<Map.Entry<K, V>, T> view;
    private Map.@Nullable Entry<K, Stamped<V>> next;
    private boolean nextIsRemoved;

    /** Removes what was returned last; null if that cannot be done any more. */
    private @Nullable Runnable removal;

    Alive(Iterator<Map.Entry<K, Stamped<V>>> found, Function<Map.Entry<K, V>, T> view) {
      this.found = found;
      this.view = view;
    }

    @Override
    public boolean hasNext() {
      while (next == null && found.hasNext()) {
        removal = null;
        next = shown(found.next());
      }
      return next != null;
    }

    private Map.@Nullable Entry<K, Stamped<V>> shown(Map.Entry<K, Stamped<V>> entry) {
      nextIsRemoved = expiry.isExpired(entry.getValue());
      if (!nextIsRemoved) {
        if (expiry.touchesOnRead()) {
          entry.setValue(expiry.stamp(entry.getValue().value()));
        }
        return entry;
      }
      found.remove();
      return expiry.showsExpired() ? entry : null;
    }

    @Override
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException("map state '" + name + "' has no more entries");
      }
      Map.Entry<K, Stamped<V>> entry = Objects.requireNonNull(next);
      next = null;
      removal = nextIsRemoved ? () -> {} : found::remove;
      return view.apply(new AliveEntry(entry));
    }

    /** To be called right after {@link #next}, before {@link #hasNext}. */
    @Override
    public void remove() {
      if (removal == null) {
        throw new IllegalStateException(
            "map state '" + name + "': remove() comes right after next(), before hasNext()");
      }
      removal.run();
      removal = null;
    }
  }

  /** An entry without its stamp; a new value gets a new one. */
  private final class AliveEntry implements Map.Entry<K, V> {

    private final Map.Entry<K, Stamped<V>> entry;

    AliveEntry(Map.Entry<K, Stamped<V>> entry) {
      this.entry = entry;
    }

    @Override
    public K getKey() {
      return entry.getKey();
    }

    @Override
    public V getValue() {
      return entry.getValue().value();
    }

    @Override
    public V setValue(V value) {
      return entry.setValue(stamp(value)).value();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Map.Entry<?, ?> that
          && getKey().equals(that.getKey())
          && getValue().equals(that.getValue());
    }

    @Override
    public int hashCode() {
      return getKey().hashCode() ^ getValue().hashCode();
    }

    @Override
    public String toString() {
      return getKey() + "=" + getValue();
    }
  }
}
