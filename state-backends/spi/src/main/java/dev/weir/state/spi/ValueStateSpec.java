package dev.weir.state.spi;

import org.jspecify.annotations.Nullable;

/** One value per key. {@code defaultValue} is what an absent value reads as. */
public record ValueStateSpec<T>(
    String name, TypeSerializer<T> serializer, @Nullable T defaultValue) {}
