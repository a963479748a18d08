package dev.weir.state.spi;

import org.jspecify.annotations.Nullable;

/**
 * One value per key. {@code defaultValue} is what an absent value reads as, {@code ttl} is null if
 * values do not expire.
 */
public record ValueStateSpec<T>(
    String name, TypeSerializer<T> serializer, @Nullable T defaultValue, @Nullable StateTtl ttl) {

  public ValueStateSpec(String name, TypeSerializer<T> serializer, @Nullable T defaultValue) {
    this(name, serializer, defaultValue, null);
  }
}
