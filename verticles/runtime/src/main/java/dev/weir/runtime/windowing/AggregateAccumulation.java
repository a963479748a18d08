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

  /** What the function gives may be the accumulator or a part of it, so it is given a copy. */
  @Override
  public @Nullable E result(ACC accumulator) {
    return function.getResult(copy(accumulator));
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
