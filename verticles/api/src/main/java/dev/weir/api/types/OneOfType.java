package dev.weir.api.types;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A sealed type, or a type with named subclasses. */
final class OneOfType<T> extends TypeInformation<T> {

  private final List<TypeInformation<?>> members;

  OneOfType(Class<T> base, List<? extends TypeInformation<?>> members) {
    super(base);
    this.members = List.copyOf(members);
  }

  static <T> TypeInformation<T> of(Class<T> base, List<Class<? extends T>> subclasses) {
    if (subclasses.isEmpty()) {
      throw new InvalidTypesException("ONE_OF(" + base.getName() + ") names no subclass");
    }
    List<TypeInformation<?>> members = new ArrayList<>();
    for (Class<? extends T> subclass : subclasses) {
      members.add(TypeInformation.of(subclass));
    }
    return new OneOfType<>(base, members);
  }

  @Override
  public List<TypeInformation<?>> componentTypes() {
    return members;
  }

  @Override
  public @Nullable String keyTypeProblem() {
    for (TypeInformation<?> member : members) {
      String problem = member.keyTypeProblem();
      if (problem != null) {
        return "subclass " + member + ": " + problem;
      }
    }
    return null;
  }

  @Override
  BaseSerializer<T> serializer(SerializerScope scope) {
    return scope.build(
        this,
        () ->
            new OneOfSerializer<>(
                this, scope.form, members.stream().map(scope::buildErased).toList()));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OneOfType<?> that
        && getTypeClass() == that.getTypeClass()
        && members.equals(that.members);
  }

  @Override
  public int hashCode() {
    return Objects.hash(getTypeClass(), members);
  }

  @Override
  public String toString() {
    return StructType.shortName(getTypeClass());
  }
}
