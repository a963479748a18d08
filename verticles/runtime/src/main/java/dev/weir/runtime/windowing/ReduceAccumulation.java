package dev.weir.runtime.windowing;

import dev.weir.api.functions.ReduceFunction;
import dev.weir.state.spi.TypeSerializer;

/**
 * Reduces records to one of their type.
 *
 * <p>A reduce function may change and return its first argument, as programs written for Flink do.
 * So where the type is mutable and the function is the program's own, the reduced record is shared
 * neither with others that got the same record nor with what was emitted.
 */
final class ReduceAccumulation<T> implements Accumulation<T, T, T> {

  private final ReduceFunction<T> function;
  private final TypeSerializer<T> serializer;
  private final boolean copies;

  /**
   * @param mayMutate whether the function may change its arguments
   */
  ReduceAccumulation(ReduceFunction<T> function, TypeSerializer<T> serializer, boolean mayMutate) {
    this.function = function;
    this.serializer = serializer;
    this.copies = mayMutate && !serializer.isImmutable();
  }

  @Override
  public T first(T record) {
    return copy(record);
  }

  @Override
  public T add(T accumulator, T record) throws Exception {
    return function.reduce(accumulator, record);
  }

  @Override
  public T merge(T first, T second) throws Exception {
    return function.reduce(first, second);
  }

  @Override
  public T result(T accumulator) {
    return copy(accumulator);
  }

  @Override
  public T copy(T value) {
    return copies ? serializer.copy(value) : value;
  }

  @Override
  public TypeSerializer<T> serializer() {
    return serializer;
  }
}
