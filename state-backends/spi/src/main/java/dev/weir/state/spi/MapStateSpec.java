package dev.weir.state.spi;

import org.jspecify.annotations.Nullable;

/** A map per key. {@code ttl} is null if entries do not expire. */
public record MapStateSpec<K, V>(
    String name,
    TypeSerializer<K> keySerializer,
    TypeSerializer<V> valueSerializer,
    @Nullable StateTtl ttl) {

  public MapStateSpec(
      String name, TypeSerializer<K> keySerializer, TypeSerializer<V> valueSerializer) {
    this(name, keySerializer, valueSerializer, null);
  }
}
