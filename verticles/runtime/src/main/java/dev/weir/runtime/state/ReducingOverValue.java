package dev.weir.runtime.state;

import dev.weir.api.functions.ReduceFunction;
import dev.weir.state.ReducingState;
import dev.weir.state.ValueState;
import dev.weir.state.spi.TypeSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Reducing state kept as one value.
 *
 * <p>A reduce function may change and return its first argument, as programs written for Flink do.
 * So where the type is mutable, what is kept is shared neither with others that got the same record
 * nor with whoever asks for it and may emit it.
 */
final class ReducingOverValue<T> implements ReducingState<T> {

  private final ValueState<T> value;
  private final ReduceFunction<T> reduce;
  private final TypeSerializer<T> serializer;

  ReducingOverValue(ValueState<T> value, ReduceFunction<T> reduce, TypeSerializer<T> serializer) {
    this.value = value;
    this.reduce = reduce;
    this.serializer = serializer;
  }

  @Override
  public @Nullable T get() throws Exception {
    T reduced = value.value();
    return reduced == null ? null : own(reduced);
  }

  @Override
  public void add(T added) throws Exception {
    T soFar = value.value();
    value.update(soFar == null ? own(added) : reduce.reduce(soFar, added));
  }

  @Override
  public void clear() {
    value.clear();
  }

  private T own(T shared) {
    return serializer.isImmutable() ? shared : serializer.copy(shared);
  }
}
