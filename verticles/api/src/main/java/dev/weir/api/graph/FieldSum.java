package dev.weir.api.graph;

import dev.weir.api.functions.ReduceFunction;
import dev.weir.api.types.FieldAccessor;

/** Adds up one field. Integral sums wrap around as in Java. */
record FieldSum<T, F>(FieldAccessor<T, F> field) implements ReduceFunction<T> {

  @Override
  public T reduce(T value1, T value2) {
    return field.with(value1, add(field.get(value1), field.get(value2)));
  }

  @SuppressWarnings("unchecked") // the sum has the class of its summands, which is F
  private static <F> F add(F a, F b) {
    Number sum;
    if (a instanceof Long) {
      sum = (Long) a + (Long) b;
    } else if (a instanceof Integer) {
      sum = (Integer) a + (Integer) b;
    } else if (a instanceof Double) {
      sum = (Double) a + (Double) b;
    } else if (a instanceof Float) {
      sum = (Float) a + (Float) b;
    } else if (a instanceof Short) {
      sum = (short) ((Short) a + (Short) b);
    } else {
      sum = (byte) ((Byte) a + (Byte) b);
    }
    return (F) sum;
  }
}
