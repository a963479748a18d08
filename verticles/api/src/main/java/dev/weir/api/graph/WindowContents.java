package dev.weir.api.graph;

import dev.weir.api.functions.AggregateFunction;
import dev.weir.api.functions.ReduceFunction;
import dev.weir.api.types.TypeInformation;
import org.jspecify.annotations.Nullable;

/**
 * What a window keeps of its records, and gives to the function when it fires.
 *
 * @param <T> the type of the records
 * @param <E> the type of what the function gets
 */
public sealed interface WindowContents<T, E> {

  /** All records. */
  record Buffer<T>() implements WindowContents<T, T> {}

  /**
   * One record that all were reduced to.
   *
   * @param function reduces; right for every case
   * @param aggregation says the same in the form of data; null for a function of the program
   */
  record Reduce<T>(ReduceFunction<T> function, @Nullable FieldAggregation<T, ?> aggregation)
      implements WindowContents<T, T> {}

  /** One accumulator, of which the function gets the result. */
  record Aggregate<T, ACC, E>(
      AggregateFunction<T, ACC, E> function, TypeInformation<ACC> accumulatorType)
      implements WindowContents<T, E> {}
}
