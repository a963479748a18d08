package dev.weir.state.spi;

/** A map per key. */
public record MapStateSpec<K, V>(
    String name, TypeSerializer<K> keySerializer, TypeSerializer<V> valueSerializer) {}
