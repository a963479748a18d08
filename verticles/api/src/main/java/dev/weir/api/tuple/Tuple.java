package dev.weir.api.tuple;

import java.util.Arrays;

/**
 * A fixed number of fields, each of its own type, in public fields {@code f0}, {@code f1}, and so
 * on.
 *
 * <p>Two tuples are equal if they have the same arity and equal fields. Tuples are mutable; a tuple
 * that was emitted must not be changed afterwards.
 */
public abstract sealed class Tuple
    permits Tuple0,
        Tuple1,
        Tuple2,
        Tuple3,
        Tuple4,
        Tuple5,
        Tuple6,
        Tuple7,
        Tuple8,
        Tuple9,
        Tuple10 {

  /** The largest number of fields. */
  public static final int MAX_ARITY = 10;

  /** The number of fields. */
  public abstract int getArity();

  /**
   * @throws IndexOutOfBoundsException if there is no such field; the message names the position and
   *     the arity
   */
  public abstract <T> T getField(int position);

  /**
   * @throws IndexOutOfBoundsException if there is no such field
   * @throws ClassCastException later, when the field is used, if the value is of another type
   */
  public abstract <T> void setField(T value, int position);

  /** A tuple of the same fields; the fields themselves are not copied. */
  public abstract Tuple copy();

  /**
   * A tuple with all fields null.
   *
   * @throws IllegalArgumentException if the arity is not in 0..{@link #MAX_ARITY}
   */
  public static Tuple newInstance(int arity) {
    return switch (arity) {
      case 0 -> Tuple0.INSTANCE;
      case 1 -> new Tuple1<>();
      case 2 -> new Tuple2<>();
      case 3 -> new Tuple3<>();
      case 4 -> new Tuple4<>();
      case 5 -> new Tuple5<>();
      case 6 -> new Tuple6<>();
      case 7 -> new Tuple7<>();
      case 8 -> new Tuple8<>();
      case 9 -> new Tuple9<>();
      case 10 -> new Tuple10<>();
      default -> throw noArity(arity);
    };
  }

  /**
   * The class of tuples with that many fields.
   *
   * @throws IllegalArgumentException if the arity is not in 0..{@link #MAX_ARITY}
   */
  public static Class<? extends Tuple> getTupleClass(int arity) {
    return newInstance(arity).getClass();
  }

  final IndexOutOfBoundsException noField(int position) {
    return new IndexOutOfBoundsException(
        "there is no field " + position + " in a tuple of " + getArity());
  }

  private static IllegalArgumentException noArity(int arity) {
    return new IllegalArgumentException(
        "a tuple has 0 to " + MAX_ARITY + " fields, found " + arity);
  }

  /** {@code (a,1)}: the fields in order, arrays by their content. */
  @Override
  public final String toString() {
    StringBuilder text = new StringBuilder("(");
    for (int i = 0; i < getArity(); i++) {
      Object field = getField(i);
      text.append(i == 0 ? "" : ",").append(textOf(field));
    }
    return text.append(')').toString();
  }

  private static String textOf(Object field) {
    if (field == null || !field.getClass().isArray()) {
      return String.valueOf(field);
    }
    String inBrackets = Arrays.deepToString(new Object[] {field});
    return inBrackets.substring(1, inBrackets.length() - 1);
  }
}
