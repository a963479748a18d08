package dev.weir.api.types;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A class with a serialiser of its own: boxed primitives, text, numbers, time, primitive arrays.
 */
final class BasicType<T> extends TypeInformation<T> {

  private static final Map<Class<?>, BasicType<?>> BY_CLASS = new HashMap<>();

  static {
    add(Void.class, new PlainSerializers.OfVoid());
    add(String.class, new StringSerializer());
    add(Boolean.class, new PlainSerializers.OfBoolean());
    add(Character.class, new PlainSerializers.OfChar());
    add(Byte.class, new NumberSerializers.OfByte());
    add(Short.class, new NumberSerializers.OfShort());
    add(Integer.class, new NumberSerializers.OfInt());
    add(Long.class, new NumberSerializers.OfLong());
    add(Float.class, new NumberSerializers.OfFloat());
    add(Double.class, new NumberSerializers.OfDouble());
    add(BigInteger.class, new NumberSerializers.OfBigInteger());
    add(BigDecimal.class, new NumberSerializers.OfBigDecimal());
    add(Instant.class, new TimeSerializers.OfInstant());
    add(Duration.class, new TimeSerializers.OfDuration());
    add(LocalDate.class, new TimeSerializers.OfLocalDate());
    add(LocalTime.class, new TimeSerializers.OfLocalTime());
    add(LocalDateTime.class, new TimeSerializers.OfLocalDateTime());
    add(UUID.class, new PlainSerializers.OfUuid());
    add(byte[].class, new PrimitiveArraySerializers.OfBytes());
    add(short[].class, new PrimitiveArraySerializers.OfShorts());
    add(int[].class, new PrimitiveArraySerializers.OfInts());
    add(long[].class, new PrimitiveArraySerializers.OfLongs());
    add(float[].class, new PrimitiveArraySerializers.OfFloats());
    add(double[].class, new PrimitiveArraySerializers.OfDoubles());
    add(boolean[].class, new PrimitiveArraySerializers.OfBooleans());
    add(char[].class, new PrimitiveArraySerializers.OfChars());
  }

  private final BaseSerializer<T> serializer;

  private BasicType(Class<T> typeClass, BaseSerializer<T> serializer) {
    super(typeClass);
    this.serializer = serializer;
  }

  private static <T> void add(Class<T> typeClass, BaseSerializer<T> serializer) {
    BY_CLASS.put(typeClass, new BasicType<>(typeClass, serializer));
  }

  static @Nullable BasicType<?> find(Class<?> typeClass) {
    return BY_CLASS.get(typeClass);
  }

  @Override
  public @Nullable String keyTypeProblem() {
    if (getTypeClass() == Void.class) {
      return "it has no value but null";
    }
    return getTypeClass().isArray() ? ArrayType.NO_KEY : null;
  }

  @Override
  BaseSerializer<T> serializer(SerializerScope scope) {
    return serializer;
  }

  @Override
  public String toString() {
    return getTypeClass().getSimpleName();
  }
}
