package dev.weir.api;

import dev.weir.api.functions.AggregateFunction;
import dev.weir.api.functions.KeySelector;
import dev.weir.api.functions.ReduceFunction;
import dev.weir.api.functions.RichFunction;
import dev.weir.api.graph.OperatorSpec.WindowSpec;
import dev.weir.api.graph.WindowContents;
import dev.weir.api.graph.WindowResult;
import dev.weir.api.types.InvalidTypesException;
import dev.weir.api.types.TypeExtraction;
import dev.weir.api.types.TypeInformation;
import dev.weir.api.types.Types;
import dev.weir.api.windowing.assigners.MergingWindowAssigner;
import dev.weir.api.windowing.assigners.WindowAssigner;
import dev.weir.api.windowing.evictors.Evictor;
import dev.weir.api.windowing.triggers.Trigger;
import dev.weir.api.windowing.windows.Window;
import dev.weir.config.AggregationPhases;
import java.time.Duration;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** What a program says of its windows, and the operator that comes of it. */
final class WindowBuilder<T, K, W extends Window> {

  private final KeyedStream<T, K> input;
  private final WindowAssigner<? super T, W> assigner;
  private final boolean nonParallel;
  private Trigger<? super T, ? super W> trigger;
  private @Nullable Evictor<? super T, ? super W> evictor;
  private @Nullable OutputTag<T> lateDataTag;
  private long allowedLateness;
  private @Nullable AggregationPhases phases;

  /**
   * @param nonParallel whether all keys go to one subtask
   */
  WindowBuilder(
      KeyedStream<T, K> input, WindowAssigner<? super T, W> assigner, boolean nonParallel) {
    this.input = input;
    this.assigner = assigner;
    this.nonParallel = nonParallel;
    this.trigger = assigner.getDefaultTrigger();
  }

  /** Windows of a stream without keys: all records have the same one. */
  static <T, W extends Window> WindowBuilder<T, Byte, W> all(
      DataStream<T> input, WindowAssigner<? super T, W> assigner) {
    KeySelector<T, Byte> same = record -> (byte) 0;
    return new WindowBuilder<>(input.keyBy(same, Types.BYTE), assigner, true);
  }

  StreamExecutionEnvironment environment() {
    return input.getExecutionEnvironment();
  }

  TypeInformation<T> inputType() {
    return input.getType();
  }

  void trigger(Trigger<? super T, ? super W> newTrigger) {
    if (assigner instanceof MergingWindowAssigner<?, ?> && !newTrigger.canMerge()) {
      throw new UnsupportedOperationException(
          "The windows of "
              + assigner
              + " merge, and the trigger "
              + newTrigger
              + " cannot: its canMerge() says false");
    }
    trigger = newTrigger;
  }

  void evictor(Evictor<? super T, ? super W> newEvictor) {
    evictor = newEvictor;
  }

  void allowedLateness(Duration lateness) {
    if (lateness.isNegative()) {
      throw new IllegalArgumentException(
          "The allowed lateness must not be negative, found " + lateness);
    }
    allowedLateness = lateness.toMillis();
  }

  void sideOutputLateData(OutputTag<T> outputTag) {
    lateDataTag = outputTag;
  }

  void aggregationPhases(AggregationPhases newPhases) {
    phases = newPhases;
  }

  static <T> WindowContents<T, T> reduced(ReduceFunction<T> function) {
    requireNotRich(function, "reduce");
    return new WindowContents.Reduce<>(function, null);
  }

  <ACC, V> WindowContents<T, V> aggregated(
      AggregateFunction<T, ACC, V> function, TypeInformation<ACC> accumulatorType) {
    requireNotRich(function, "aggregate");
    if (accumulatorType.isMissing()) {
      throw new InvalidTypesException(
          "The type of the accumulator of "
              + function.getClass().getName()
              + " could not be found out. Give it, as in aggregate(function, Types.LONG,"
              + " Types.LONG), or write the function as a class that names its types");
    }
    return new WindowContents.Aggregate<>(function, accumulatorType);
  }

  private static void requireNotRich(Object function, String method) {
    if (function instanceof RichFunction) {
      throw new UnsupportedOperationException(
          "The function of "
              + method
              + " must not be a rich function, found "
              + function.getClass().getName()
              + ": nobody opens it. Give "
              + method
              + " a rich window function as second argument");
    }
  }

  <ACC> TypeInformation<ACC> accumulatorOf(AggregateFunction<T, ACC, ?> function) {
    return TypeExtraction.typeOf(function, AggregateFunction.class, 1, "Window", inputType());
  }

  <ACC, V> TypeInformation<V> resultOf(
      AggregateFunction<T, ACC, V> function, TypeInformation<ACC> accumulatorType) {
    return TypeExtraction.typeOf(
        function, AggregateFunction.class, 2, "Window", inputType(), accumulatorType);
  }

  /** The type that a window function makes: its second type parameter, the key being the third. */
  <R> TypeInformation<R> outputOf(
      Object function, Class<?> declaring, TypeInformation<?> contents) {
    return nonParallel
        ? TypeExtraction.typeOf(function, declaring, 1, "Window", contents)
        : TypeExtraction.typeOf(
            function, declaring, 1, "Window", contents, null, input.getKeyType());
  }

  <E> SingleOutputStreamOperator<E> passThrough(
      WindowContents<T, E> contents, TypeInformation<E> outputType) {
    return transform(contents, new WindowResult.PassThrough<>(), outputType);
  }

  <E, R> SingleOutputStreamOperator<R> transform(
      WindowContents<T, E> contents,
      WindowResult<E, R, K, W> result,
      TypeInformation<R> outputType) {
    WindowSpec<T, K, E, R, W> spec =
        new WindowSpec<>(
            input.key(),
            inputType(),
            assigner,
            assigner.getWindowSerializer(environment().getConfig()),
            trigger,
            evictor,
            allowedLateness,
            lateDataTag,
            phases == null ? environment().windowAggregation() : phases,
            contents,
            result);
    SingleOutputStreamOperator<R> stream = input.transform(name(), outputType, spec);
    return nonParallel ? stream.forceNonParallel() : stream;
  }

  private String name() {
    StringJoiner name = new StringJoiner(", ", nonParallel ? "WindowAll(" : "Window(", ")");
    name.add(assigner.toString()).add(trigger.toString());
    if (evictor != null) {
      name.add(evictor.toString());
    }
    return name.toString();
  }
}
