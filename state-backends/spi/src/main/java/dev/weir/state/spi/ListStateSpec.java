package dev.weir.state.spi;

/** A list of elements per key. */
public record ListStateSpec<T>(String name, TypeSerializer<T> elementSerializer) {}
