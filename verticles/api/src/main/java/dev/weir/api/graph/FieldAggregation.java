package dev.weir.api.graph;

import dev.weir.api.functions.ReduceFunction;
import dev.weir.api.types.FieldAccessor;
import dev.weir.api.types.InvalidTypesException;
import java.io.Serializable;
import java.util.Set;

/**
 * An aggregation of one field, in the form of data: a runtime may have a quicker way for some, as
 * for sums of longs.
 *
 * @param kind what is made of the field
 * @param field gets and replaces the field
 */
public record FieldAggregation<T, F>(AggregationKind kind, FieldAccessor<T, F> field)
    implements Serializable {

  private static final Set<Class<?>> NUMBERS =
      Set.of(Long.class, Integer.class, Double.class, Float.class, Short.class, Byte.class);

  /** Checks that the field can be aggregated in this way. */
  public FieldAggregation {
    Class<?> type = field.getFieldType().getTypeClass();
    if (kind == AggregationKind.SUM && !NUMBERS.contains(type)) {
      throw new InvalidTypesException(
          "sum needs a field of type long, int, double, float, short or byte, found "
              + field.getFieldType());
    }
    if (kind != AggregationKind.SUM && !Comparable.class.isAssignableFrom(type)) {
      throw new InvalidTypesException(
          kind + " needs a field that implements Comparable, found " + field.getFieldType());
    }
  }

  /** The aggregation as a function. It keeps no state: one instance may serve all subtasks. */
  public ReduceFunction<T> toReduceFunction() {
    return kind == AggregationKind.SUM ? new FieldSum<>(field) : new FieldCompare<>(kind, field);
  }
}
