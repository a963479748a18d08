package dev.weir.api.types;

import dev.weir.state.spi.TypeSerializer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a type of the data. Immutable; two are equal if they describe the same type, and
 * the text of a type names it as a user would write it.
 */
public abstract class TypeInformation<T> {

  private final Class<T> typeClass;

  TypeInformation(Class<T> typeClass) {
    this.typeClass = typeClass;
  }

  /**
   * The type of a class.
   *
   * @throws InvalidTypesException if the class has type parameters of its own that matter, as
   *     {@code Tuple2} has: use {@link #of(TypeHint)} for those
   */
  public static <T> TypeInformation<T> of(Class<T> type) {
    return TypeReflection.typed(TypeReflection.typeOf(type));
  }

  /** The type named by {@code new TypeHint<Tuple2<String, Long>>() {}}. */
  public static <T> TypeInformation<T> of(TypeHint<T> hint) {
    return TypeReflection.typed(TypeReflection.typeOf(hint.type()));
  }

  /**
   * The type of a value, found from its fields and elements.
   *
   * @throws InvalidTypesException if it holds nulls or empty collections where their type is needed
   */
  public static <T> TypeInformation<T> forObject(T value) {
    return TypeReflection.typed(ValueExtraction.typeOf(value));
  }

  /**
   * The class of the values.
   *
   * @throws InvalidTypesException if the type is {@linkplain #isMissing missing}
   */
  public Class<T> getTypeClass() {
    return typeClass;
  }

  /** Whether the type could not be found; then every use of it throws. */
  public boolean isMissing() {
    return false;
  }

  /** Whether equal values have equal bytes and a stable hash code. */
  public final boolean isKeyType() {
    return keyTypeProblem() == null;
  }

  /** Why this type cannot be a key, as a clause: {@code an array has no equals}; null if it can. */
  public abstract @Nullable String keyTypeProblem();

  /** The types that this one is made of: fields, element, key and value. */
  public List<TypeInformation<?>> componentTypes() {
    return List.of();
  }

  /**
   * A serialiser for state: fields of records and POJOs are found by name, so that later versions
   * of the class may add, remove and reorder them.
   *
   * @throws InvalidTypesException if the type is {@linkplain #isMissing missing}
   */
  public final TypeSerializer<T> createSerializer() {
    return Form.BY_NAME.serializerOf(this);
  }

  /** The same; for programs that were written for Flink. */
  public final TypeSerializer<T> createSerializer(SerializerConfig config) {
    return createSerializer();
  }

  /**
   * A serialiser for keys: equal keys give equal bytes, in every process. It reads no other version
   * of the class.
   *
   * @throws InvalidTypesException if this is no {@linkplain #isKeyType key type}
   */
  public final TypeSerializer<T> createKeySerializer() {
    String problem = keyTypeProblem();
    if (problem != null) {
      throw new InvalidTypesException("type " + this + " cannot be a key: " + problem);
    }
    return Form.BY_POSITION.serializerOf(this);
  }

  /**
   * A serialiser for data between nodes that run the same version of the job: the shortest and
   * fastest form, which reads no other version of the class.
   */
  public final TypeSerializer<T> createWireSerializer() {
    return Form.BY_POSITION.serializerOf(this);
  }

  abstract BaseSerializer<T> serializer(SerializerScope scope);
}
