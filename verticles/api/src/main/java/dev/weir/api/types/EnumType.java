package dev.weir.api.types;

import org.jspecify.annotations.Nullable;

/** An enum. */
final class EnumType<E extends Enum<E>> extends TypeInformation<E> {

  EnumType(Class<E> typeClass) {
    super(typeClass);
  }

  /** A class object of an enum is all that is known where types are found by reflection. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  static TypeInformation<?> erased(Class<?> typeClass) {
    return new EnumType(typeClass);
  }

  @Override
  public @Nullable String keyTypeProblem() {
    return "the hash code of an enum differs from process to process; use its name()";
  }

  @Override
  BaseSerializer<E> serializer(SerializerScope scope) {
    return new EnumSerializer<>(getTypeClass(), scope.form);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EnumType<?> that && getTypeClass() == that.getTypeClass();
  }

  @Override
  public int hashCode() {
    return getTypeClass().hashCode();
  }

  @Override
  public String toString() {
    return StructType.shortName(getTypeClass());
  }
}
