package dev.weir.api;

import dev.weir.api.functions.AggregateFunction;
import dev.weir.api.functions.AllWindowFunction;
import dev.weir.api.functions.ProcessAllWindowFunction;
import dev.weir.api.functions.ReduceFunction;
import dev.weir.api.graph.AggregationKind;
import dev.weir.api.graph.FieldAggregation;
import dev.weir.api.graph.WindowContents;
import dev.weir.api.graph.WindowResult;
import dev.weir.api.types.FieldAccessor;
import dev.weir.api.types.TypeInformation;
import dev.weir.api.windowing.assigners.WindowAssigner;
import dev.weir.api.windowing.evictors.Evictor;
import dev.weir.api.windowing.triggers.Trigger;
import dev.weir.api.windowing.windows.Window;
import dev.weir.config.AggregationPhases;
import java.time.Duration;

/**
 * Windows over all records of a stream, in one subtask. What {@code reduce} and {@code aggregate}
 * are given is applied with each record, so a window keeps one value; with {@code apply} and {@code
 * process} alone, or with an evictor, it keeps all records.
 *
 * @param <T> the type of the records
 * @param <W> the type of the windows
 */
public final class AllWindowedStream<T, W extends Window> {

  private final WindowBuilder<T, Byte, W> windows;

  AllWindowedStream(DataStream<T> input, WindowAssigner<? super T, W> assigner) {
    windows = WindowBuilder.all(input, assigner);
  }

  /** The environment that the stream belongs to. */
  public StreamExecutionEnvironment getExecutionEnvironment() {
    return windows.environment();
  }

  /** The type of the records. */
  public TypeInformation<T> getInputType() {
    return windows.inputType();
  }

  /**
   * Says when windows fire, instead of the default of their assigner.
   *
   * @throws UnsupportedOperationException if the windows merge and the trigger cannot
   */
  public AllWindowedStream<T, W> trigger(Trigger<? super T, ? super W> trigger) {
    windows.trigger(trigger);
    return this;
  }

  /**
   * Keeps windows of event time for some time after their end: records that come in that time make
   * their window fire again. Other windows are not concerned. The default is no time.
   */
  public AllWindowedStream<T, W> allowedLateness(Duration lateness) {
    windows.allowedLateness(lateness);
    return this;
  }

  /** Sends records that come too late to a side output instead of dropping them. */
  public AllWindowedStream<T, W> sideOutputLateData(OutputTag<T> outputTag) {
    windows.sideOutputLateData(outputTag);
    return this;
  }

  /**
   * Says whether windows of event time aggregate records before they go to the subtask of their
   * key, which is quicker where keys repeat: instead of the option {@code job.window-aggregation}.
   * Asking for two phases says that the function given to {@code reduce} is associative, or that
   * {@code merge} of the one given to {@code aggregate} is right. Where the windows do not permit
   * it (sessions, processing time, a trigger or an evictor of the program) there is one.
   */
  public AllWindowedStream<T, W> aggregationPhases(AggregationPhases phases) {
    windows.aggregationPhases(phases);
    return this;
  }

  /** Takes records out of a window when it fires, which then keeps all records. */
  public AllWindowedStream<T, W> evictor(Evictor<? super T, ? super W> evictor) {
    windows.evictor(evictor);
    return this;
  }

  /** What the records of a window reduce to. */
  public SingleOutputStreamOperator<T> reduce(ReduceFunction<T> function) {
    return windows.passThrough(WindowBuilder.reduced(function), windows.inputType());
  }

  /** What a function makes of what the records of a window reduce to. */
  public <R> SingleOutputStreamOperator<R> reduce(
      ReduceFunction<T> reduceFunction, AllWindowFunction<T, R, W> function) {
    return reduce(
        reduceFunction,
        function,
        windows.outputOf(function, AllWindowFunction.class, windows.inputType()));
  }

  /** The same with a given type. */
  public <R> SingleOutputStreamOperator<R> reduce(
      ReduceFunction<T> reduceFunction,
      AllWindowFunction<T, R, W> function,
      TypeInformation<R> resultType) {
    return windows.transform(
        WindowBuilder.reduced(reduceFunction),
        new WindowResult.ByAllWindowFunction<>(function),
        resultType);
  }

  /** What a function makes of what the records of a window reduce to. */
  public <R> SingleOutputStreamOperator<R> reduce(
      ReduceFunction<T> reduceFunction, ProcessAllWindowFunction<T, R, W> function) {
    return reduce(
        reduceFunction,
        function,
        windows.outputOf(function, ProcessAllWindowFunction.class, windows.inputType()));
  }

  /** The same with a given type. */
  public <R> SingleOutputStreamOperator<R> reduce(
      ReduceFunction<T> reduceFunction,
      ProcessAllWindowFunction<T, R, W> function,
      TypeInformation<R> resultType) {
    return windows.transform(
        WindowBuilder.reduced(reduceFunction),
        new WindowResult.ByProcessAllFunction<>(function),
        resultType);
  }

  /** What the records of a window aggregate to. */
  public <ACC, R> SingleOutputStreamOperator<R> aggregate(AggregateFunction<T, ACC, R> function) {
    TypeInformation<ACC> accType = windows.accumulatorOf(function);
    return aggregate(function, accType, windows.resultOf(function, accType));
  }

  /** The same with given types. */
  public <ACC, R> SingleOutputStreamOperator<R> aggregate(
      AggregateFunction<T, ACC, R> function,
      TypeInformation<ACC> accType,
      TypeInformation<R> resultType) {
    return windows.passThrough(windows.aggregated(function, accType), resultType);
  }

  /** What a function makes of what the records of a window aggregate to. */
  public <ACC, V, R> SingleOutputStreamOperator<R> aggregate(
      AggregateFunction<T, ACC, V> aggFunction, AllWindowFunction<V, R, W> windowFunction) {
    TypeInformation<ACC> accType = windows.accumulatorOf(aggFunction);
    return aggregate(
        aggFunction,
        windowFunction,
        accType,
        windows.outputOf(
            windowFunction, AllWindowFunction.class, windows.resultOf(aggFunction, accType)));
  }

  /** The same with given types. */
  public <ACC, V, R> SingleOutputStreamOperator<R> aggregate(
      AggregateFunction<T, ACC, V> aggFunction,
      AllWindowFunction<V, R, W> windowFunction,
      TypeInformation<ACC> accumulatorType,
      TypeInformation<R> resultType) {
    return windows.transform(
        windows.aggregated(aggFunction, accumulatorType),
        new WindowResult.ByAllWindowFunction<>(windowFunction),
        resultType);
  }

  /** What a function makes of what the records of a window aggregate to. */
  public <ACC, V, R> SingleOutputStreamOperator<R> aggregate(
      AggregateFunction<T, ACC, V> aggFunction, ProcessAllWindowFunction<V, R, W> windowFunction) {
    TypeInformation<ACC> accType = windows.accumulatorOf(aggFunction);
    return aggregate(
        aggFunction,
        windowFunction,
        accType,
        windows.outputOf(
            windowFunction,
            ProcessAllWindowFunction.class,
            windows.resultOf(aggFunction, accType)));
  }

  /** The same with given types. */
  public <ACC, V, R> SingleOutputStreamOperator<R> aggregate(
      AggregateFunction<T, ACC, V> aggFunction,
      ProcessAllWindowFunction<V, R, W> windowFunction,
      TypeInformation<ACC> accumulatorType,
      TypeInformation<R> resultType) {
    return windows.transform(
        windows.aggregated(aggFunction, accumulatorType),
        new WindowResult.ByProcessAllFunction<>(windowFunction),
        resultType);
  }

  /** What a function makes of all records of a window. */
  public <R> SingleOutputStreamOperator<R> apply(AllWindowFunction<T, R, W> function) {
    return apply(
        function, windows.outputOf(function, AllWindowFunction.class, windows.inputType()));
  }

  /** The same with a given type. */
  public <R> SingleOutputStreamOperator<R> apply(
      AllWindowFunction<T, R, W> function, TypeInformation<R> resultType) {
    return windows.transform(
        new WindowContents.Buffer<>(),
        new WindowResult.ByAllWindowFunction<>(function),
        resultType);
  }

  /** What a function makes of all records of a window. */
  public <R> SingleOutputStreamOperator<R> process(ProcessAllWindowFunction<T, R, W> function) {
    return process(
        function, windows.outputOf(function, ProcessAllWindowFunction.class, windows.inputType()));
  }

  /** The same with a given type. */
  public <R> SingleOutputStreamOperator<R> process(
      ProcessAllWindowFunction<T, R, W> function, TypeInformation<R> resultType) {
    return windows.transform(
        new WindowContents.Buffer<>(),
        new WindowResult.ByProcessAllFunction<>(function),
        resultType);
  }

  /** The sum of a numeric field; the other fields are those of the first record. */
  public SingleOutputStreamOperator<T> sum(int position) {
    return aggregate(AggregationKind.SUM, FieldAccessor.of(windows.inputType(), position));
  }

  /** The sum of a numeric field; the other fields are those of the first record. */
  public SingleOutputStreamOperator<T> sum(String field) {
    return aggregate(AggregationKind.SUM, FieldAccessor.of(windows.inputType(), field));
  }

  /** The least value of a field; the other fields are those of the first record. */
  public SingleOutputStreamOperator<T> min(int position) {
    return aggregate(AggregationKind.MIN, FieldAccessor.of(windows.inputType(), position));
  }

  /** The least value of a field; the other fields are those of the first record. */
  public SingleOutputStreamOperator<T> min(String field) {
    return aggregate(AggregationKind.MIN, FieldAccessor.of(windows.inputType(), field));
  }

  /** The greatest value of a field; the other fields are those of the first record. */
  public SingleOutputStreamOperator<T> max(int position) {
    return aggregate(AggregationKind.MAX, FieldAccessor.of(windows.inputType(), position));
  }

  /** The greatest value of a field; the other fields are those of the first record. */
  public SingleOutputStreamOperator<T> max(String field) {
    return aggregate(AggregationKind.MAX, FieldAccessor.of(windows.inputType(), field));
  }

  /** The first record with the least value of a field. */
  public SingleOutputStreamOperator<T> minBy(int position) {
    return minBy(position, true);
  }

  /** The first record with the least value of a field. */
  public SingleOutputStreamOperator<T> minBy(String field) {
    return minBy(field, true);
  }

  /** The first or last record with the least value of a field. */
  public SingleOutputStreamOperator<T> minBy(int position, boolean first) {
    return aggregate(minByKind(first), FieldAccessor.of(windows.inputType(), position));
  }

  /** The first or last record with the least value of a field. */
  public SingleOutputStreamOperator<T> minBy(String field, boolean first) {
    return aggregate(minByKind(first), FieldAccessor.of(windows.inputType(), field));
  }

  /** The first record with the greatest value of a field. */
  public SingleOutputStreamOperator<T> maxBy(int position) {
    return maxBy(position, true);
  }

  /** The first record with the greatest value of a field. */
  public SingleOutputStreamOperator<T> maxBy(String field) {
    return maxBy(field, true);
  }

  /** The first or last record with the greatest value of a field. */
  public SingleOutputStreamOperator<T> maxBy(int position, boolean first) {
    return aggregate(maxByKind(first), FieldAccessor.of(windows.inputType(), position));
  }

  /** The first or last record with the greatest value of a field. */
  public SingleOutputStreamOperator<T> maxBy(String field, boolean first) {
    return aggregate(maxByKind(first), FieldAccessor.of(windows.inputType(), field));
  }

  private static AggregationKind minByKind(boolean first) {
    return first ? AggregationKind.MIN_BY_FIRST : AggregationKind.MIN_BY_LAST;
  }

  private static AggregationKind maxByKind(boolean first) {
    return first ? AggregationKind.MAX_BY_FIRST : AggregationKind.MAX_BY_LAST;
  }

  private <F> SingleOutputStreamOperator<T> aggregate(
      AggregationKind kind, FieldAccessor<T, F> field) {
    FieldAggregation<T, F> aggregation = new FieldAggregation<>(kind, field);
    return windows.passThrough(
        new WindowContents.Reduce<>(aggregation.toReduceFunction(), aggregation),
        windows.inputType());
  }
}
