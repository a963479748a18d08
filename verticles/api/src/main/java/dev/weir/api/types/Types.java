package dev.weir.api.types;

import dev.weir.api.tuple.Tuple;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Names for types: {@code Types.TUPLE(Types.STRING, Types.LONG)}. */
public final class Types {

  public static final TypeInformation<Void> VOID = TypeInformation.of(Void.class);
  public static final TypeInformation<String> STRING = TypeInformation.of(String.class);
  public static final TypeInformation<Boolean> BOOLEAN = TypeInformation.of(Boolean.class);
  public static final TypeInformation<Byte> BYTE = TypeInformation.of(Byte.class);
  public static final TypeInformation<Short> SHORT = TypeInformation.of(Short.class);
  public static final TypeInformation<Integer> INT = TypeInformation.of(Integer.class);
  public static final TypeInformation<Long> LONG = TypeInformation.of(Long.class);
  public static final TypeInformation<Float> FLOAT = TypeInformation.of(Float.class);
  public static final TypeInformation<Double> DOUBLE = TypeInformation.of(Double.class);
  public static final TypeInformation<Character> CHAR = TypeInformation.of(Character.class);
  public static final TypeInformation<BigInteger> BIG_INT = TypeInformation.of(BigInteger.class);
  public static final TypeInformation<BigDecimal> BIG_DEC = TypeInformation.of(BigDecimal.class);
  public static final TypeInformation<Instant> INSTANT = TypeInformation.of(Instant.class);
  public static final TypeInformation<LocalDate> LOCAL_DATE = TypeInformation.of(LocalDate.class);
  public static final TypeInformation<LocalTime> LOCAL_TIME = TypeInformation.of(LocalTime.class);
  public static final TypeInformation<LocalDateTime> LOCAL_DATE_TIME =
      TypeInformation.of(LocalDateTime.class);
  public static final TypeInformation<Duration> DURATION = TypeInformation.of(Duration.class);
  public static final TypeInformation<UUID> UUID = TypeInformation.of(UUID.class);

  private Types() {}

  /**
   * A tuple of 0 to {@link Tuple#MAX_ARITY} fields. The target decides the tuple type, unchecked:
   * {@code TypeInformation<Tuple2<String, Long>> t = Types.TUPLE(STRING, LONG)}.
   */
  public static <T extends Tuple> TypeInformation<T> TUPLE(TypeInformation<?>... fields) {
    return TypeReflection.typed(StructType.tuple(List.of(fields)));
  }

  /**
   * A class with a constructor without arguments, whose fields are public or have a getter and a
   * setter.
   *
   * @throws InvalidTypesException if the class is not such; the message says what is wrong
   */
  public static <T> TypeInformation<T> POJO(Class<T> type) {
    return TypeReflection.typed(TypeReflection.pojo(type));
  }

  public static <T extends Record> TypeInformation<T> RECORD(Class<T> type) {
    return TypeInformation.of(type);
  }

  public static <E extends Enum<E>> TypeInformation<E> ENUM(Class<E> type) {
    return new EnumType<>(type);
  }

  public static <E> TypeInformation<List<E>> LIST(TypeInformation<E> element) {
    return TypeReflection.typed(CollectionType.list(element));
  }

  public static <E> TypeInformation<Set<E>> SET(TypeInformation<E> element) {
    return TypeReflection.typed(CollectionType.set(element));
  }

  public static <K, V> TypeInformation<Map<K, V>> MAP(
      TypeInformation<K> key, TypeInformation<V> value) {
    return TypeReflection.typed(new MapType<>(key, value));
  }

  public static <E> TypeInformation<Optional<E>> OPTIONAL(TypeInformation<E> element) {
    return TypeReflection.typed(new OptionalType<>(element));
  }

  /** An array of a primitive: {@code PRIMITIVE_ARRAY(byte[].class)}. */
  public static <A> TypeInformation<A> PRIMITIVE_ARRAY(Class<A> arrayType) {
    return TypeInformation.of(arrayType);
  }

  public static <E> TypeInformation<E[]> OBJECT_ARRAY(TypeInformation<E> element) {
    return TypeReflection.typed(new ArrayType<>(element));
  }

  /**
   * One of the given classes, each of which is a record, a POJO or an enum. Sealed types need not
   * be named so: their permitted subclasses are found.
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  public static <T> TypeInformation<T> ONE_OF(Class<T> base, Class<? extends T>... subclasses) {
    return OneOfType.of(base, List.of(subclasses));
  }

  /**
   * Any other class, written by Apache Fory. Only this class, the classes of its fields and those
   * given here can be written and read.
   */
  public static <T> TypeInformation<T> GENERIC(Class<T> type, Class<?>... more) {
    return GenericType.of(type, List.of(more));
  }
}
