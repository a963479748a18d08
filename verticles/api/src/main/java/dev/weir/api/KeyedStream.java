package dev.weir.api;

import dev.weir.api.functions.KeySelector;
import dev.weir.api.functions.KeyedProcessFunction;
import dev.weir.api.functions.ReduceFunction;
import dev.weir.api.graph.AggregationKind;
import dev.weir.api.graph.FieldAggregation;
import dev.weir.api.graph.KeyedBy;
import dev.weir.api.graph.OperatorSpec;
import dev.weir.api.graph.OperatorSpec.KeyedReduceSpec;
import dev.weir.api.graph.Partitioning;
import dev.weir.api.types.FieldAccessor;
import dev.weir.api.types.TypeExtraction;
import dev.weir.api.types.TypeInformation;
import dev.weir.api.windowing.assigners.GlobalWindows;
import dev.weir.api.windowing.assigners.WindowAssigner;
import dev.weir.api.windowing.evictors.CountEvictor;
import dev.weir.api.windowing.triggers.CountTrigger;
import dev.weir.api.windowing.triggers.PurgingTrigger;
import dev.weir.api.windowing.windows.GlobalWindow;
import dev.weir.api.windowing.windows.Window;
import org.jspecify.annotations.Nullable;

/**
 * A stream in which every record has a key. Functions on it have state per key.
 *
 * <p>The rolling aggregations ({@code sum} and so on) emit a record for each record: what was
 * aggregated so far for its key. A field is named by its position in a tuple or record, or by its
 * name.
 *
 * @param <T> the type of the records
 * @param <K> the type of the key
 */
public final class KeyedStream<T, K> extends DataStream<T> {

  private final KeyedBy<T, K> keyedBy;

  KeyedStream(DataStream<T> stream, KeyedBy<T, K> keyedBy) {
    this(stream, keyedBy, new Partitioning.Hash<>(keyedBy));
  }

  /**
   * @param partitioning how records come to where their keys are
   */
  KeyedStream(DataStream<T> stream, KeyedBy<T, K> keyedBy, Partitioning partitioning) {
    super(
        stream.environment,
        stream.upstreams.stream().map(upstream -> upstream.with(partitioning)).toList());
    this.keyedBy = keyedBy;
  }

  /** What takes the key out of a record. */
  public KeySelector<T, K> getKeySelector() {
    return keyedBy.selector();
  }

  /** The type of the key. */
  public TypeInformation<K> getKeyType() {
    return keyedBy.keyType();
  }

  /** Any number of records for each record, with state per key, timers and side outputs. */
  public <R> SingleOutputStreamOperator<R> process(
      KeyedProcessFunction<K, T, R> keyedProcessFunction) {
    TypeInformation<R> outputType =
        TypeExtraction.typeOf(
            keyedProcessFunction,
            KeyedProcessFunction.class,
            2,
            "KeyedProcess",
            getKeyType(),
            getType());
    return process(keyedProcessFunction, outputType);
  }

  /** The same with a given type. */
  public <R> SingleOutputStreamOperator<R> process(
      KeyedProcessFunction<K, T, R> keyedProcessFunction, TypeInformation<R> outputType) {
    return transform(
        "KeyedProcess",
        outputType,
        new OperatorSpec.KeyedProcessSpec<>(keyedProcessFunction, keyedBy));
  }

  /** For each record, what all records of its key so far reduce to. */
  public SingleOutputStreamOperator<T> reduce(ReduceFunction<T> reducer) {
    return transform(
        "Keyed Reduce", getType(), new KeyedReduceSpec<>(reducer, null, keyedBy, getType()));
  }

  /** The sum of a numeric field; the other fields are those of the first record. */
  public SingleOutputStreamOperator<T> sum(int positionToSum) {
    return aggregate(AggregationKind.SUM, FieldAccessor.of(getType(), positionToSum));
  }

  /** The sum of a numeric field; the other fields are those of the first record. */
  public SingleOutputStreamOperator<T> sum(String field) {
    return aggregate(AggregationKind.SUM, FieldAccessor.of(getType(), field));
  }

  /** The least value of a field; the other fields are those of the first record. */
  public SingleOutputStreamOperator<T> min(int positionToMin) {
    return aggregate(AggregationKind.MIN, FieldAccessor.of(getType(), positionToMin));
  }

  /** The least value of a field; the other fields are those of the first record. */
  public SingleOutputStreamOperator<T> min(String field) {
    return aggregate(AggregationKind.MIN, FieldAccessor.of(getType(), field));
  }

  /** The greatest value of a field; the other fields are those of the first record. */
  public SingleOutputStreamOperator<T> max(int positionToMax) {
    return aggregate(AggregationKind.MAX, FieldAccessor.of(getType(), positionToMax));
  }

  /** The greatest value of a field; the other fields are those of the first record. */
  public SingleOutputStreamOperator<T> max(String field) {
    return aggregate(AggregationKind.MAX, FieldAccessor.of(getType(), field));
  }

  /** The first record with the least value of a field. */
  public SingleOutputStreamOperator<T> minBy(int positionToMinBy) {
    return minBy(positionToMinBy, true);
  }

  /** The first record with the least value of a field. */
  public SingleOutputStreamOperator<T> minBy(String field) {
    return minBy(field, true);
  }

  /** The first or last record with the least value of a field. */
  public SingleOutputStreamOperator<T> minBy(int positionToMinBy, boolean first) {
    return aggregate(minByKind(first), FieldAccessor.of(getType(), positionToMinBy));
  }

  /** The first or last record with the least value of a field. */
  public SingleOutputStreamOperator<T> minBy(String field, boolean first) {
    return aggregate(minByKind(first), FieldAccessor.of(getType(), field));
  }

  /** The first record with the greatest value of a field. */
  public SingleOutputStreamOperator<T> maxBy(int positionToMaxBy) {
    return maxBy(positionToMaxBy, true);
  }

  /** The first record with the greatest value of a field. */
  public SingleOutputStreamOperator<T> maxBy(String field) {
    return maxBy(field, true);
  }

  /** The first or last record with the greatest value of a field. */
  public SingleOutputStreamOperator<T> maxBy(int positionToMaxBy, boolean first) {
    return aggregate(maxByKind(first), FieldAccessor.of(getType(), positionToMaxBy));
  }

  /** The first or last record with the greatest value of a field. */
  public SingleOutputStreamOperator<T> maxBy(String field, boolean first) {
    return aggregate(maxByKind(first), FieldAccessor.of(getType(), field));
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
    return transform(
        "Keyed Aggregation",
        getType(),
        new KeyedReduceSpec<>(aggregation.toReduceFunction(), aggregation, keyedBy, getType()));
  }

  /** The records of each key, gathered into windows. */
  public <W extends Window> WindowedStream<T, K, W> window(WindowAssigner<? super T, W> assigner) {
    return new WindowedStream<>(this, assigner);
  }

  /** The records of each key in windows of {@code size} records each. */
  public WindowedStream<T, K, GlobalWindow> countWindow(long size) {
    return window(GlobalWindows.create()).trigger(PurgingTrigger.of(CountTrigger.of(size)));
  }

  /** After each {@code slide} records of a key, a window of the last {@code size} records. */
  public WindowedStream<T, K, GlobalWindow> countWindow(long size, long slide) {
    return window(GlobalWindows.create())
        .evictor(CountEvictor.of(size))
        .trigger(CountTrigger.of(slide));
  }

  /**
   * This stream and another one, to be joined by their timestamps.
   *
   * @throws IllegalArgumentException if the keys have different types
   */
  public <T1> IntervalJoin<T, T1, K> intervalJoin(KeyedStream<T1, K> otherStream) {
    environment.checkSame(otherStream.environment);
    WindowedUnion.checkSame("intervalJoin", getKeyType(), otherStream.getKeyType());
    return new IntervalJoin<>(this, otherStream);
  }

  /**
   * Not possible: the key decides.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  DataStream<T> partition(Partitioning partitioning) {
    throw new UnsupportedOperationException(
        "The partitioning of a keyed stream cannot be changed to "
            + partitioning.getClass().getSimpleName()
            + ": its key decides. Do it before keyBy, or on the stream of an operator after it");
  }

  @Override
  @Nullable KeyedBy<T, ?> keyedBy() {
    return keyedBy;
  }

  KeyedBy<T, K> key() {
    return keyedBy;
  }
}
