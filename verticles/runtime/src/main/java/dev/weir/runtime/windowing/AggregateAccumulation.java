package dev.weir.runtime.windowing;

import dev.weir.api.functions.AggregateFunction;
import dev.weir.state.spi.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** Aggregates records by a function of the program. */
final class AggregateAccumulation<T, ACC, E> implements Accumulation<T, ACC, E> {

  private final AggregateFunction<T, ACC, E> function;
  private final TypeSerializer<ACC> serializer;

  AggregateAccumulation(AggregateFunction<T, ACC, E> function, TypeSerializer<ACC> serializer) {
    this.function = function;
    this.serializer = serializer;
  }

  @Override
  public ACC first(T record) {
    return function.add(record, function.createAccumulator());
  }

  @Override
  public ACC add(ACC accumulator, T record) {
    return function.add(record, accumulator);
  }

  @Override
  public ACC merge(ACC first, ACC second) {
    return function.merge(first, second);
  }

  /** Where the accumulator itself is the result, it is copied. */
  @Override
  public @Nullable E result(ACC accumulator) {
    E result = function.getResult(accumulator);
    return isSame(result, accumulator) ? function.getResult(copy(accumulator)) : result;
  }

  @SuppressWarnings("ReferenceEquality") // the question is whether it is the very same object
  private static boolean isSame(@Nullable Object result, Object accumulator) {
    return result == accumulator;
  }

  @Override
  public TypeSerializer<ACC> serializer() {
    return serializer;
  }

  /**
   * Whether {@code merge} does something. Programs that never met a merging window leave it out: it
   * returns null or throws, which is what this asks.
   */
  static boolean canMerge(AggregateFunction<?, ?, ?> function) {
    try {
      return mergesEmpty(function);
    } catch (RuntimeException e) {
      return false;
    }
  }

  private static <ACC> boolean mergesEmpty(AggregateFunction<?, ACC, ?> function) {
    ACC merged = function.merge(function.createAccumulator(), function.createAccumulator());
    return merged != null;
  }
}
