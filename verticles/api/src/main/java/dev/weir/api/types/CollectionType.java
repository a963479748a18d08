package dev.weir.api.types;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A list or a set. Values that are read are an {@link ArrayList} or a {@link LinkedHashSet}. */
final class CollectionType<E, C extends Collection<E>> extends TypeInformation<C> {

  private final String word;
  private final TypeInformation<E> element;
  private final IntFunction<C> maker;

  private CollectionType(
      Class<C> typeClass, String word, TypeInformation<E> element, IntFunction<C> maker) {
    super(typeClass);
    this.word = word;
    this.element = element;
    this.maker = maker;
  }

  static <E> TypeInformation<?> list(TypeInformation<E> element) {
    return new CollectionType<>(
        TypeReflection.<List<E>>generic(List.class), "list", element, ArrayList::new);
  }

  static <E> TypeInformation<?> set(TypeInformation<E> element) {
    return new CollectionType<>(
        TypeReflection.<Set<E>>generic(Set.class), "set", element, LinkedHashSet::new);
  }

  C make(int count) {
    return maker.apply(count);
  }

  @Override
  public List<TypeInformation<?>> componentTypes() {
    return List.of(element);
  }

  @Override
  public @Nullable String keyTypeProblem() {
    return word.equals("list") ? element.keyTypeProblem() : "the elements of a set have no order";
  }

  @Override
  BaseSerializer<C> serializer(SerializerScope scope) {
    return new CollectionSerializer<>(this, scope.form, word, scope.build(element));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CollectionType<?, ?> that
        && word.equals(that.word)
        && element.equals(that.element);
  }

  @Override
  public int hashCode() {
    return Objects.hash(word, element);
  }

  @Override
  public String toString() {
    return getTypeClass().getSimpleName() + "<" + element + ">";
  }
}
