package dev.weir.api.types;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An array of objects. */
final class ArrayType<E> extends TypeInformation<E[]> {

  static final String NO_KEY = "two arrays of the same elements are not equal";

  private final TypeInformation<E> element;

  ArrayType(TypeInformation<E> element) {
    super(TypeReflection.generic(element.getTypeClass().arrayType()));
    this.element = element;
  }

  @Override
  public List<TypeInformation<?>> componentTypes() {
    return List.of(element);
  }

  @Override
  public @Nullable String keyTypeProblem() {
    return NO_KEY;
  }

  @Override
  BaseSerializer<E[]> serializer(SerializerScope scope) {
    return new ArraySerializer<>(this, scope.form, element.getTypeClass(), scope.build(element));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ArrayType<?> that && element.equals(that.element);
  }

  @Override
  public int hashCode() {
    return 37 * element.hashCode();
  }

  @Override
  public String toString() {
    return element + "[]";
  }
}
