package dev.weir.state.spi;

import org.jspecify.annotations.Nullable;

/** A list of elements per key. {@code ttl} is null if elements do not expire. */
public record ListStateSpec<T>(
    String name, TypeSerializer<T> elementSerializer, @Nullable StateTtl ttl) {

  public ListStateSpec(String name, TypeSerializer<T> elementSerializer) {
    this(name, elementSerializer, null);
  }
}
