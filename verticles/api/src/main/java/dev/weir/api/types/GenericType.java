package dev.weir.api.types;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Any other class: written by Apache Fory, which may make only the classes named here. */
final class GenericType<T> extends TypeInformation<T> {

  private final Set<Class<?>> classes;

  private GenericType(Class<T> typeClass, Set<Class<?>> classes) {
    super(typeClass);
    this.classes = classes;
  }

  static <T> TypeInformation<T> of(Class<T> typeClass, List<Class<?>> more) {
    Set<Class<?>> roots = new LinkedHashSet<>();
    roots.add(typeClass);
    roots.addAll(more);
    return new GenericType<>(typeClass, ReachableClasses.of(roots));
  }

  @Override
  public @Nullable String keyTypeProblem() {
    return "its bytes may differ for equal values; use a record, a tuple or a basic type";
  }

  @Override
  BaseSerializer<T> serializer(SerializerScope scope) {
    return new GenericSerializer<>(getTypeClass(), classes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof GenericType<?> that
        && getTypeClass() == that.getTypeClass()
        && classes.equals(that.classes);
  }

  @Override
  public int hashCode() {
    return Objects.hash(getTypeClass(), classes);
  }

  @Override
  public String toString() {
    return "Generic<" + getTypeClass().getName() + ">";
  }
}
