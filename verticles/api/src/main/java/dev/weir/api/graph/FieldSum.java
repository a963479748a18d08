package dev.weir.api.graph;

import dev.weir.api.functions.ReduceFunction;
import dev.weir.api.types.FieldAccessor;

/** Adds up one field. Integral sums wrap around as in Java. */
record FieldSum<T, F>(FieldAccessor<T, F> field) implements ReduceFunction<T> {

  @Override
  public T reduce(T value1, T value2) {
    return field.sum(value1, value2);
  }
}
