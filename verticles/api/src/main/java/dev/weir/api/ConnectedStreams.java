package dev.weir.api;

import dev.weir.api.functions.CoFlatMapFunction;
import dev.weir.api.functions.CoMapFunction;
import dev.weir.api.functions.CoProcessFunction;
import dev.weir.api.functions.KeySelector;
import dev.weir.api.functions.KeyedCoProcessFunction;
import dev.weir.api.graph.KeyedBy;
import dev.weir.api.graph.OperatorSpec;
import dev.weir.api.types.InvalidTypesException;
import dev.weir.api.types.TypeExtraction;
import dev.weir.api.types.TypeInformation;
import org.jspecify.annotations.Nullable;

/**
 * Two streams as the inputs of one operator. If both have keys, functions have state per key that
 * both inputs share.
 *
 * @param <IN1> the type of the first stream
 * @param <IN2> the type of the second stream
 */
public final class ConnectedStreams<IN1, IN2> {

  private final DataStream<IN1> first;
  private final DataStream<IN2> second;

  ConnectedStreams(DataStream<IN1> first, DataStream<IN2> second) {
    this.first = first;
    this.second = second;
  }

  /** The environment that the streams belong to. */
  public StreamExecutionEnvironment getExecutionEnvironment() {
    return first.environment;
  }

  /** The first stream. */
  public DataStream<IN1> getFirstInput() {
    return first;
  }

  /** The second stream. */
  public DataStream<IN2> getSecondInput() {
    return second;
  }

  /** The type of the first stream. */
  public TypeInformation<IN1> getType1() {
    return first.getType();
  }

  /** The type of the second stream. */
  public TypeInformation<IN2> getType2() {
    return second.getType();
  }

  /** Both streams divided by keys of one type. */
  public <KEY> ConnectedStreams<IN1, IN2> keyBy(
      KeySelector<IN1, KEY> keySelector1, KeySelector<IN2, KEY> keySelector2) {
    return new ConnectedStreams<>(first.keyBy(keySelector1), second.keyBy(keySelector2));
  }

  /** Both streams divided by keys of a given type. */
  public <KEY> ConnectedStreams<IN1, IN2> keyBy(
      KeySelector<IN1, KEY> keySelector1,
      KeySelector<IN2, KEY> keySelector2,
      TypeInformation<KEY> keyType) {
    return new ConnectedStreams<>(
        first.keyBy(keySelector1, keyType), second.keyBy(keySelector2, keyType));
  }

  /** One record for each record of either stream. */
  public <R> SingleOutputStreamOperator<R> map(CoMapFunction<IN1, IN2, R> coMapper) {
    return map(coMapper, outputOf(coMapper, CoMapFunction.class, "Co-Map"));
  }

  /** One record for each record of either stream, of a given type. */
  public <R> SingleOutputStreamOperator<R> map(
      CoMapFunction<IN1, IN2, R> coMapper, TypeInformation<R> outputType) {
    return transform(
        "Co-Map", outputType, new OperatorSpec.CoMapSpec<>(coMapper, keyed1(), keyed2()));
  }

  /** Any number of records for each record of either stream. */
  public <R> SingleOutputStreamOperator<R> flatMap(CoFlatMapFunction<IN1, IN2, R> coFlatMapper) {
    return flatMap(coFlatMapper, outputOf(coFlatMapper, CoFlatMapFunction.class, "Co-Flat Map"));
  }

  /** Any number of records for each record of either stream, of a given type. */
  public <R> SingleOutputStreamOperator<R> flatMap(
      CoFlatMapFunction<IN1, IN2, R> coFlatMapper, TypeInformation<R> outputType) {
    return transform(
        "Co-Flat Map",
        outputType,
        new OperatorSpec.CoFlatMapSpec<>(coFlatMapper, keyed1(), keyed2()));
  }

  /** Processes both streams. */
  public <R> SingleOutputStreamOperator<R> process(
      CoProcessFunction<IN1, IN2, R> coProcessFunction) {
    return process(
        coProcessFunction, outputOf(coProcessFunction, CoProcessFunction.class, "Co-Process"));
  }

  /** Processes both streams into a given type. */
  public <R> SingleOutputStreamOperator<R> process(
      CoProcessFunction<IN1, IN2, R> coProcessFunction, TypeInformation<R> outputType) {
    return transform(
        "Co-Process",
        outputType,
        new OperatorSpec.CoProcessSpec<>(coProcessFunction, keyed1(), keyed2()));
  }

  /**
   * Processes both streams, which must be keyed, with state per key.
   *
   * @throws IllegalStateException if a stream has no key
   */
  public <K, R> SingleOutputStreamOperator<R> process(
      KeyedCoProcessFunction<K, IN1, IN2, R> keyedCoProcessFunction) {
    TypeInformation<R> outputType =
        TypeExtraction.typeOf(
            keyedCoProcessFunction,
            KeyedCoProcessFunction.class,
            3,
            "Co-Keyed-Process",
            requireKey(keyed1()).keyType(),
            getType1(),
            getType2());
    return process(keyedCoProcessFunction, outputType);
  }

  /** The same with a given type. */
  @SuppressWarnings("unchecked") // K is the program's claim about both keys; their types are equal
  public <K, R> SingleOutputStreamOperator<R> process(
      KeyedCoProcessFunction<K, IN1, IN2, R> keyedCoProcessFunction,
      TypeInformation<R> outputType) {
    KeyedBy<IN1, K> key1 = (KeyedBy<IN1, K>) requireKey(keyed1());
    KeyedBy<IN2, K> key2 = (KeyedBy<IN2, K>) requireKey(keyed2());
    return transform(
        "Co-Keyed-Process",
        outputType,
        new OperatorSpec.KeyedCoProcessSpec<>(keyedCoProcessFunction, key1, key2));
  }

  private static <T> KeyedBy<T, ?> requireKey(@Nullable KeyedBy<T, ?> keyedBy) {
    if (keyedBy == null) {
      throw new IllegalStateException(
          "A KeyedCoProcessFunction needs two keyed streams: call keyBy on both before connect, or"
              + " keyBy(selector1, selector2) after it");
    }
    return keyedBy;
  }

  /** The key of the first stream, if both have one. */
  private @Nullable KeyedBy<IN1, ?> keyed1() {
    return second.keyedBy() == null ? null : first.keyedBy();
  }

  /** The key of the second stream, if both have one. */
  private @Nullable KeyedBy<IN2, ?> keyed2() {
    return first.keyedBy() == null ? null : second.keyedBy();
  }

  private <R> TypeInformation<R> outputOf(Object function, Class<?> declaring, String name) {
    return TypeExtraction.typeOf(function, declaring, 2, name, getType1(), getType2());
  }

  private <R> SingleOutputStreamOperator<R> transform(
      String name, TypeInformation<R> outputType, OperatorSpec spec) {
    checkKeys(name);
    return first.environment.addStream(name, outputType, spec, DataStream.inputs(first, second));
  }

  private void checkKeys(String name) {
    KeyedBy<IN1, ?> key1 = keyed1();
    KeyedBy<IN2, ?> key2 = keyed2();
    if (key1 != null && key2 != null && !key1.keyType().equals(key2.keyType())) {
      throw new InvalidTypesException(
          name
              + " needs one type of key for both streams, found "
              + key1.keyType()
              + " and "
              + key2.keyType());
    }
  }
}
