package dev.weir.api.types;

import dev.weir.api.tuple.Tuple;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A type of named fields: tuple, record or POJO. */
final class StructType<T> extends TypeInformation<T> {

  /** What kind of class it is; the lower-case name is the first word of its schema. */
  enum Kind {
    TUPLE,
    RECORD,
    POJO
  }

  /**
   * One field.
   *
   * @param javaField null in a tuple
   */
  record Component(String name, TypeInformation<?> type, @Nullable Field javaField) {

    boolean isPrimitive() {
      return javaField != null && javaField.getType().isPrimitive();
    }
  }

  private final Kind kind;
  private final List<Component> components;

  StructType(Kind kind, Class<T> typeClass, List<Component> components) {
    super(typeClass);
    this.kind = kind;
    this.components = List.copyOf(components);
  }

  static TypeInformation<?> tuple(List<? extends TypeInformation<?>> fields) {
    List<Component> components = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      components.add(new Component("f" + i, fields.get(i), null));
    }
    return new StructType<>(Kind.TUPLE, Tuple.getTupleClass(fields.size()), components);
  }

  /** The name without the package: {@code Orders.Payment}. */
  static String shortName(Class<?> type) {
    String name = type.getName();
    return name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
  }

  Kind kind() {
    return kind;
  }

  List<Component> components() {
    return components;
  }

  /** How values are taken apart and put together. */
  Shape<T> shape() {
    return Shape.of(this);
  }

  @Override
  public List<TypeInformation<?>> componentTypes() {
    return components.stream().<TypeInformation<?>>map(Component::type).toList();
  }

  @Override
  public @Nullable String keyTypeProblem() {
    if (kind == Kind.POJO && !overridesHashCode()) {
      return "class " + getTypeClass().getName() + " does not override equals and hashCode";
    }
    for (Component component : components) {
      String problem = component.type.keyTypeProblem();
      if (problem != null) {
        return "field '" + component.name + "' of type " + component.type + ": " + problem;
      }
    }
    return null;
  }

  private boolean overridesHashCode() {
    try {
      return getTypeClass().getMethod("hashCode").getDeclaringClass() != Object.class
          && getTypeClass().getMethod("equals", Object.class).getDeclaringClass() != Object.class;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("every class has equals and hashCode", e);
    }
  }

  @Override
  BaseSerializer<T> serializer(SerializerScope scope) {
    return scope.build(
        this,
        () ->
            scope.form == Form.BY_NAME
                ? new NamedStructSerializer<>(this, StructField.of(this, scope))
                : new PositionalStructSerializer<>(this, StructField.of(this, scope)));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StructType<?> that
        && getTypeClass() == that.getTypeClass()
        && componentTypes().equals(that.componentTypes());
  }

  @Override
  public int hashCode() {
    return Objects.hash(getTypeClass(), componentTypes());
  }

  @Override
  public String toString() {
    if (kind != Kind.TUPLE) {
      return shortName(getTypeClass());
    }
    String fields =
        componentTypes().stream().map(TypeInformation::toString).collect(Collectors.joining(", "));
    return getTypeClass().getSimpleName() + (fields.isEmpty() ? "" : "<" + fields + ">");
  }
}
