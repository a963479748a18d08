package dev.weir.api.graph;

import dev.weir.api.functions.ReduceFunction;
import dev.weir.api.types.FieldAccessor;

/** Keeps the least or greatest of one field, alone or with the record it stands in. */
record FieldCompare<T, F>(AggregationKind kind, FieldAccessor<T, F> field)
    implements ReduceFunction<T> {

  @Override
  public T reduce(T value1, T value2) {
    F next = field.get(value2);
    int order = compare(next, field.get(value1));
    return switch (kind) {
      case MIN -> order < 0 ? field.with(value1, next) : value1;
      case MAX -> order > 0 ? field.with(value1, next) : value1;
      case MIN_BY_FIRST -> order < 0 ? value2 : value1;
      case MIN_BY_LAST -> order <= 0 ? value2 : value1;
      case MAX_BY_FIRST -> order > 0 ? value2 : value1;
      case MAX_BY_LAST -> order >= 0 ? value2 : value1;
      case SUM -> throw new IllegalStateException("a sum does not compare");
    };
  }

  @SuppressWarnings("unchecked") // FieldAggregation has checked that the field is comparable
  private static <F> int compare(F a, F b) {
    return ((Comparable<F>) a).compareTo(b);
  }
}
