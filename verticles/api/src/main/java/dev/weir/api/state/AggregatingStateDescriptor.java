package dev.weir.api.state;

import dev.weir.api.functions.AggregateFunction;
import dev.weir.api.functions.RichFunction;
import dev.weir.api.types.TypeInformation;
import dev.weir.state.AggregatingState;
import dev.weir.state.spi.TypeSerializer;

/**
 * Describes one accumulator per key into which added values are aggregated.
 *
 * @param <IN> the type of the added values
 * @param <ACC> the type of the accumulator
 * @param <OUT> the type of the result
 */
public final class AggregatingStateDescriptor<IN, ACC, OUT>
    extends StateDescriptor<AggregatingState<IN, OUT>, ACC> {

  private static final long serialVersionUID = 1L;

  private final AggregateFunction<IN, ACC, OUT> aggFunction;
  private final SerializerSource<ACC> serializer;

  private AggregatingStateDescriptor(
      String name, AggregateFunction<IN, ACC, OUT> aggFunction, SerializerSource<ACC> serializer) {
    super(name);
    if (aggFunction instanceof RichFunction) {
      throw new IllegalArgumentException(
          "The aggregate function of state '"
              + name
              + "' must not be a rich function: nobody opens it");
    }
    this.aggFunction = aggFunction;
    this.serializer = serializer;
  }

  /** An accumulator of a class that has no type parameters. */
  public AggregatingStateDescriptor(
      String name, AggregateFunction<IN, ACC, OUT> aggFunction, Class<ACC> typeClass) {
    this(name, aggFunction, SerializerSource.of(typeClass));
  }

  /** An accumulator of a type. */
  public AggregatingStateDescriptor(
      String name, AggregateFunction<IN, ACC, OUT> aggFunction, TypeInformation<ACC> typeInfo) {
    this(name, aggFunction, SerializerSource.of(typeInfo));
  }

  /** An accumulator with a serialiser of the program. */
  public AggregatingStateDescriptor(
      String name, AggregateFunction<IN, ACC, OUT> aggFunction, TypeSerializer<ACC> serializer) {
    this(name, aggFunction, SerializerSource.of(serializer));
  }

  @Override
  public Type getType() {
    return Type.AGGREGATING;
  }

  /** Aggregates added values. */
  public AggregateFunction<IN, ACC, OUT> getAggregateFunction() {
    return aggFunction;
  }

  /** A serialiser of the accumulator, for one thread. */
  public TypeSerializer<ACC> createSerializer() {
    return serializer.create();
  }
}
