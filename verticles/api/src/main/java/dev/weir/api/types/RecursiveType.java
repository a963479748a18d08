package dev.weir.api.types;

import org.jspecify.annotations.Nullable;

/** A type that is mentioned within itself: {@code record Tree(Tree left, Tree right)}. */
final class RecursiveType<T> extends TypeInformation<T> {

  private @Nullable TypeInformation<?> target;

  RecursiveType(Class<T> typeClass) {
    super(typeClass);
  }

  /** Called once, before the whole type is seen by anybody. */
  void pointTo(TypeInformation<?> whole) {
    target = whole;
  }

  TypeInformation<T> target() {
    if (target == null) {
      throw new IllegalStateException("the type " + getTypeClass() + " is not finished");
    }
    return TypeReflection.typed(target);
  }

  @Override
  public String keyTypeProblem() {
    return "it contains itself";
  }

  @Override
  BaseSerializer<T> serializer(SerializerScope scope) {
    BackReference reference = scope.unfinished(target());
    return reference == null ? scope.build(target()) : reference.typed();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RecursiveType<?> that && getTypeClass() == that.getTypeClass();
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
