package dev.weir.api.types;

import dev.weir.api.types.StructType.Component;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Gets and replaces one field of a tuple, record or POJO. Safe for use by many threads.
 *
 * @param <T> the type that has the field
 * @param <F> the type of the field
 */
public abstract class FieldAccessor<T, F> {

  private final TypeInformation<F> fieldType;

  private FieldAccessor(TypeInformation<F> fieldType) {
    this.fieldType = fieldType;
  }

  /**
   * The field at a position: of a tuple, or component of a record in order of declaration. Position
   * 0 of a basic type is the value itself.
   *
   * @throws InvalidTypesException if there is none; the message names the type and its fields
   */
  public static <T, F> FieldAccessor<T, F> of(TypeInformation<T> type, int position) {
    if (!(structOf(type) instanceof StructType<T> struct)) {
      return whole(type, position == 0, String.valueOf(position));
    }
    if (position < 0 || position >= struct.components().size()) {
      throw noField(struct, String.valueOf(position));
    }
    return new OfStruct<>(struct, position);
  }

  /**
   * The field of a name: {@code f0}, {@code amount}, or of a field of a field: {@code
   * payment.amount}. {@code *} is the value itself.
   *
   * @throws InvalidTypesException if there is none; the message names the type and its fields
   */
  public static <T, F> FieldAccessor<T, F> of(TypeInformation<T> type, String expression) {
    if (expression.equals("*") || !(structOf(type) instanceof StructType<T> struct)) {
      return whole(type, expression.equals("*"), expression);
    }
    int dot = expression.indexOf('.');
    String name = dot < 0 ? expression : expression.substring(0, dot);
    FieldAccessor<T, Object> field = new OfStruct<>(struct, positionOf(struct, name));
    return dot < 0
        ? typed(field)
        : new Nested<>(field, of(field.getFieldType(), expression.substring(dot + 1)));
  }

  /** The type of the field. */
  public final TypeInformation<F> getFieldType() {
    return fieldType;
  }

  /**
   * @throws NullPointerException if a field on the way to a nested field is null
   */
  public abstract F get(T value);

  /** A value like the given one with the field replaced; the given one stays as it is. */
  public abstract T with(T value, F field);

  /**
   * A value like the first, with the field being the sum of that of both. Integral sums wrap around
   * as in Java.
   *
   * @throws NullPointerException if one of the summands is null
   */
  public T sum(T value1, T value2) {
    return with(value1, Sums.add(get(value1), get(value2)));
  }

  /** The caller of {@link #of} says what the type of the field is. */
  @SuppressWarnings("unchecked")
  private static <T, G> FieldAccessor<T, G> typed(FieldAccessor<T, ?> accessor) {
    return (FieldAccessor<T, G>) accessor;
  }

  private static <T> TypeInformation<T> structOf(TypeInformation<T> type) {
    return type instanceof RecursiveType<T> recursive ? recursive.target() : type;
  }

  private static int positionOf(StructType<?> type, String name) {
    List<Component> components = type.components();
    for (int i = 0; i < components.size(); i++) {
      if (components.get(i).name().equals(name)) {
        return i;
      }
    }
    throw noField(type, name);
  }

  private static InvalidTypesException noField(StructType<?> type, String wanted) {
    String fields =
        type.components().stream().map(Component::name).collect(Collectors.joining(", "));
    return new InvalidTypesException(
        "type " + type + " has no field '" + wanted + "'; its fields are: " + fields);
  }

  private static <T, F> FieldAccessor<T, F> whole(
      TypeInformation<T> type, boolean meant, String wanted) {
    type.getTypeClass(); // throws if the type is missing
    if (!meant) {
      throw new InvalidTypesException(
          "type " + type + " has no field '" + wanted + "'; it is neither tuple, record nor POJO");
    }
    return typed(new Whole<>(type));
  }

  private static final class OfStruct<T, F> extends FieldAccessor<T, F> {

    private final Shape<T> shape;
    private final int position;
    private final @Nullable MethodHandle adder;

    OfStruct(StructType<T> type, int position) {
      super(TypeReflection.typed(type.components().get(position).type()));
      this.shape = type.shape();
      this.position = position;
      this.adder = shape.adder(position);
    }

    @Override
    @SuppressWarnings("unchecked") // what is made of a value is of its type
    public T sum(T value1, T value2) {
      if (adder == null) {
        return super.sum(value1, value2);
      }
      try {
        return (T) (Object) adder.invokeExact((Object) value1, (Object) value2);
      } catch (Throwable e) {
        throw Access.rethrown(e, value1.getClass());
      }
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // a field of that type; it may be null
    public F get(T value) {
      return (F) shape.get(value, position);
    }

    @Override
    public T with(T value, F field) {
      @Nullable Object[] fields = shape.takeApart(value);
      fields[position] = field;
      return shape.make(fields);
    }
  }

  private static final class Nested<T, M, F> extends FieldAccessor<T, F> {

    private final FieldAccessor<T, M> outer;
    private final FieldAccessor<M, F> inner;

    Nested(FieldAccessor<T, M> outer, FieldAccessor<M, F> inner) {
      super(inner.getFieldType());
      this.outer = outer;
      this.inner = inner;
    }

    @Override
    public F get(T value) {
      return inner.get(outer.get(value));
    }

    @Override
    public T with(T value, F field) {
      return outer.with(value, inner.with(outer.get(value), field));
    }
  }

  private static final class Whole<T> extends FieldAccessor<T, T> {

    Whole(TypeInformation<T> type) {
      super(type);
    }

    @Override
    public T get(T value) {
      return value;
    }

    @Override
    public T with(T value, T field) {
      return field;
    }
  }
}
