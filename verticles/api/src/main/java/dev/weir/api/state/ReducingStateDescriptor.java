package dev.weir.api.state;

import dev.weir.api.functions.ReduceFunction;
import dev.weir.api.functions.RichFunction;
import dev.weir.api.types.TypeInformation;
import dev.weir.state.ReducingState;
import dev.weir.state.spi.TypeSerializer;

/**
 * Describes one value per key into which added values are reduced.
 *
 * @param <T> the type of the value
 */
public final class ReducingStateDescriptor<T> extends StateDescriptor<ReducingState<T>, T> {

  private static final long serialVersionUID = 1L;

  private final ReduceFunction<T> reduceFunction;
  private final SerializerSource<T> serializer;

  private ReducingStateDescriptor(
      String name, ReduceFunction<T> reduceFunction, SerializerSource<T> serializer) {
    super(name);
    if (reduceFunction instanceof RichFunction) {
      throw new IllegalArgumentException(
          "The reduce function of state '"
              + name
              + "' must not be a rich function: nobody opens it");
    }
    this.reduceFunction = reduceFunction;
    this.serializer = serializer;
  }

  /** Values of a class that has no type parameters. */
  public ReducingStateDescriptor(
      String name, ReduceFunction<T> reduceFunction, Class<T> typeClass) {
    this(name, reduceFunction, SerializerSource.of(typeClass));
  }

  /** Values of a type. */
  public ReducingStateDescriptor(
      String name, ReduceFunction<T> reduceFunction, TypeInformation<T> typeInfo) {
    this(name, reduceFunction, SerializerSource.of(typeInfo));
  }

  /** Values with a serialiser of the program. */
  public ReducingStateDescriptor(
      String name, ReduceFunction<T> reduceFunction, TypeSerializer<T> serializer) {
    this(name, reduceFunction, SerializerSource.of(serializer));
  }

  @Override
  public Type getType() {
    return Type.REDUCING;
  }

  /** Reduces the value so far and the added one. */
  public ReduceFunction<T> getReduceFunction() {
    return reduceFunction;
  }

  /** A serialiser of the value, for one thread. */
  public TypeSerializer<T> createSerializer() {
    return serializer.create();
  }
}
