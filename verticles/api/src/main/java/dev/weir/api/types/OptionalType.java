package dev.weir.api.types;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An {@link Optional}. */
final class OptionalType<E> extends TypeInformation<Optional<E>> {

  private final TypeInformation<E> element;

  OptionalType(TypeInformation<E> element) {
    super(TypeReflection.generic(Optional.class));
    this.element = element;
  }

  @Override
  public List<TypeInformation<?>> componentTypes() {
    return List.of(element);
  }

  @Override
  public @Nullable String keyTypeProblem() {
    return element.keyTypeProblem();
  }

  @Override
  BaseSerializer<Optional<E>> serializer(SerializerScope scope) {
    return new OptionalSerializer<>(this, scope.form, scope.build(element));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OptionalType<?> that && element.equals(that.element);
  }

  @Override
  public int hashCode() {
    return 31 * element.hashCode();
  }

  @Override
  public String toString() {
    return "Optional<" + element + ">";
  }
}
