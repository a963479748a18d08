package dev.weir.api.state;

import dev.weir.api.types.TypeInformation;
import dev.weir.state.ValueState;
import dev.weir.state.spi.TypeSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Describes one value per key.
 *
 * @param <T> the type of the value
 */
public final class ValueStateDescriptor<T> extends StateDescriptor<ValueState<T>, T> {

  private static final long serialVersionUID = 1L;

  private final SerializerSource<T> serializer;
  private final @Nullable T defaultValue;

  private ValueStateDescriptor(
      String name, SerializerSource<T> serializer, @Nullable T defaultValue) {
    super(name);
    this.serializer = serializer;
    this.defaultValue = defaultValue;
  }

  /** A value of a class that has no type parameters. */
  public ValueStateDescriptor(String name, Class<T> typeClass) {
    this(name, SerializerSource.of(typeClass), null);
  }

  /** A value of a type. */
  public ValueStateDescriptor(String name, TypeInformation<T> typeInfo) {
    this(name, SerializerSource.of(typeInfo), null);
  }

  /** A value with a serialiser of the program. */
  public ValueStateDescriptor(String name, TypeSerializer<T> serializer) {
    this(name, SerializerSource.of(serializer), null);
  }

  /** A value of a class, which reads as {@code defaultValue} as long as none was set. */
  public ValueStateDescriptor(String name, Class<T> typeClass, @Nullable T defaultValue) {
    this(name, SerializerSource.of(typeClass), defaultValue);
  }

  /** A value of a type, which reads as {@code defaultValue} as long as none was set. */
  public ValueStateDescriptor(String name, TypeInformation<T> typeInfo, @Nullable T defaultValue) {
    this(name, SerializerSource.of(typeInfo), defaultValue);
  }

  /** A value with a serialiser, which reads as {@code defaultValue} as long as none was set. */
  public ValueStateDescriptor(String name, TypeSerializer<T> serializer, @Nullable T defaultValue) {
    this(name, SerializerSource.of(serializer), defaultValue);
  }

  @Override
  public Type getType() {
    return Type.VALUE;
  }

  /** A serialiser of the value, for one thread. */
  public TypeSerializer<T> createSerializer() {
    return serializer.create();
  }

  /** What is read as long as nothing was set. */
  public @Nullable T getDefaultValue() {
    return defaultValue;
  }
}
