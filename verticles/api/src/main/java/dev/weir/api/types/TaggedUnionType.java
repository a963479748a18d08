package dev.weir.api.types;

import dev.weir.api.TaggedUnion;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A {@link TaggedUnion}. */
public final class TaggedUnionType<T1, T2> extends TypeInformation<TaggedUnion<T1, T2>> {

  private final TypeInformation<T1> one;
  private final TypeInformation<T2> two;

  /** The type of the records of either of two streams. */
  public TaggedUnionType(TypeInformation<T1> one, TypeInformation<T2> two) {
    super(TypeReflection.generic(TaggedUnion.class));
    this.one = one;
    this.two = two;
  }

  @Override
  public List<TypeInformation<?>> componentTypes() {
    return List.of(one, two);
  }

  @Override
  public @Nullable String keyTypeProblem() {
    String problem = one.keyTypeProblem();
    return problem == null ? two.keyTypeProblem() : problem;
  }

  @Override
  BaseSerializer<TaggedUnion<T1, T2>> serializer(SerializerScope scope) {
    return new TaggedUnionSerializer<>(this, scope.form, scope.build(one), scope.build(two));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TaggedUnionType<?, ?> that
        && one.equals(that.one)
        && two.equals(that.two);
  }

  @Override
  public int hashCode() {
    return Objects.hash(one, two);
  }

  @Override
  public String toString() {
    return "TaggedUnion<" + one + ", " + two + ">";
  }
}
