package dev.weir.api;

import dev.weir.api.functions.BroadcastProcessFunction;
import dev.weir.api.functions.KeyedBroadcastProcessFunction;
import dev.weir.api.graph.KeyedBy;
import dev.weir.api.graph.OperatorSpec;
import dev.weir.api.types.TypeExtraction;
import dev.weir.api.types.TypeInformation;

/**
 * A stream and a broadcast stream as the inputs of one operator.
 *
 * @param <IN1> the type of the stream that is not broadcast
 * @param <IN2> the type of the broadcast stream
 */
public final class BroadcastConnectedStream<IN1, IN2> {

  private final DataStream<IN1> first;
  private final BroadcastStream<IN2> second;

  BroadcastConnectedStream(DataStream<IN1> first, BroadcastStream<IN2> second) {
    this.first = first;
    this.second = second;
  }

  /** The type of the stream that is not broadcast. */
  public TypeInformation<IN1> getType1() {
    return first.getType();
  }

  /** The type of the broadcast stream. */
  public TypeInformation<IN2> getType2() {
    return second.stream().getType();
  }

  /**
   * Processes a stream without key together with the broadcast stream.
   *
   * @throws IllegalStateException if the stream is keyed
   */
  public <OUT> SingleOutputStreamOperator<OUT> process(
      BroadcastProcessFunction<IN1, IN2, OUT> function) {
    TypeInformation<OUT> outputType =
        TypeExtraction.typeOf(
            function,
            BroadcastProcessFunction.class,
            2,
            "Co-Process-Broadcast",
            getType1(),
            getType2());
    return process(function, outputType);
  }

  /** The same with a given type. */
  public <OUT> SingleOutputStreamOperator<OUT> process(
      BroadcastProcessFunction<IN1, IN2, OUT> function, TypeInformation<OUT> outputType) {
    if (first.keyedBy() != null) {
      throw new IllegalStateException(
          "A keyed stream needs a KeyedBroadcastProcessFunction, found a BroadcastProcessFunction: "
              + function.getClass().getName());
    }
    return transform(
        "Co-Process-Broadcast",
        outputType,
        new OperatorSpec.BroadcastProcessSpec<>(function, second.getBroadcastStateDescriptors()));
  }

  /**
   * Processes a keyed stream together with the broadcast stream.
   *
   * @throws IllegalStateException if the stream has no key
   */
  public <KS, OUT> SingleOutputStreamOperator<OUT> process(
      KeyedBroadcastProcessFunction<KS, IN1, IN2, OUT> function) {
    TypeInformation<OUT> outputType =
        TypeExtraction.typeOf(
            function,
            KeyedBroadcastProcessFunction.class,
            3,
            "Co-Process-Broadcast-Keyed",
            requireKey(function).keyType(),
            getType1(),
            getType2());
    return process(function, outputType);
  }

  /** The same with a given type. */
  @SuppressWarnings("unchecked") // KS is the program's claim about the key of the stream
  public <KS, OUT> SingleOutputStreamOperator<OUT> process(
      KeyedBroadcastProcessFunction<KS, IN1, IN2, OUT> function, TypeInformation<OUT> outputType) {
    KeyedBy<IN1, KS> keyedBy = (KeyedBy<IN1, KS>) requireKey(function);
    return transform(
        "Co-Process-Broadcast-Keyed",
        outputType,
        new OperatorSpec.KeyedBroadcastProcessSpec<>(
            function, keyedBy, second.getBroadcastStateDescriptors()));
  }

  private KeyedBy<IN1, ?> requireKey(Object function) {
    KeyedBy<IN1, ?> keyedBy = first.keyedBy();
    if (keyedBy == null) {
      throw new IllegalStateException(
          "A KeyedBroadcastProcessFunction needs a keyed stream, call keyBy before connect: "
              + function.getClass().getName());
    }
    return keyedBy;
  }

  private <OUT> SingleOutputStreamOperator<OUT> transform(
      String name, TypeInformation<OUT> outputType, OperatorSpec spec) {
    return first.environment.addStream(
        name, outputType, spec, DataStream.inputs(first, second.stream()));
  }
}
