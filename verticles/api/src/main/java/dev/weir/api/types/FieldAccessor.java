package dev.weir.api.types;

/**
 * Gets and replaces one field of a tuple, record or POJO. Safe for use by many threads.
 *
 * @param <T> the type that has the field
 * @param <F> the type of the field
 */
public abstract class FieldAccessor<T, F> {

  private final TypeInformation<F> fieldType;

  FieldAccessor(TypeInformation<F> fieldType) {
    this.fieldType = fieldType;
  }

  /**
   * The field at a position: of a tuple, or component of a record in order of declaration. Position 0
   * of a basic type is the value itself.
   *
   * @throws InvalidTypesException if there is none; the message names the type and its fields
   */
  public static <T, F> FieldAccessor<T, F> of(TypeInformation<T> type, int position) {
    throw new UnsupportedOperationException();
  }

  /**
   * The field of a name: {@code f0}, {@code amount}, or of a field of a field: {@code
   * payment.amount}. {@code *} is the value itself.
   *
   * @throws InvalidTypesException if there is none; the message names the type and its fields
   */
  public static <T, F> FieldAccessor<T, F> of(TypeInformation<T> type, String expression) {
    throw new UnsupportedOperationException();
  }

  public final TypeInformation<F> getFieldType() {
    return fieldType;
  }

  public abstract F get(T value);

  /** A value like the given one with the field replaced; the given one stays as it is. */
  public abstract T with(T value, F field);
}
