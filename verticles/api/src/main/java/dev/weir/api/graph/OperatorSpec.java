package dev.weir.api.graph;

import dev.weir.api.AsyncDataStream;
import dev.weir.api.OutputTag;
import dev.weir.api.functions.AsyncFunction;
import dev.weir.api.functions.AsyncRetryStrategy;
import dev.weir.api.functions.BroadcastProcessFunction;
import dev.weir.api.functions.CoFlatMapFunction;
import dev.weir.api.functions.CoMapFunction;
import dev.weir.api.functions.CoProcessFunction;
import dev.weir.api.functions.FilterFunction;
import dev.weir.api.functions.FlatMapFunction;
import dev.weir.api.functions.KeyedBroadcastProcessFunction;
import dev.weir.api.functions.KeyedCoProcessFunction;
import dev.weir.api.functions.KeyedProcessFunction;
import dev.weir.api.functions.MapFunction;
import dev.weir.api.functions.ProcessFunction;
import dev.weir.api.functions.ProcessJoinFunction;
import dev.weir.api.functions.ReduceFunction;
import dev.weir.api.sink.Sink;
import dev.weir.api.source.Source;
import dev.weir.api.source.SourceSplit;
import dev.weir.api.state.MapStateDescriptor;
import dev.weir.api.time.WatermarkStrategy;
import dev.weir.api.types.TypeInformation;
import dev.weir.api.windowing.assigners.WindowAssigner;
import dev.weir.api.windowing.evictors.Evictor;
import dev.weir.api.windowing.triggers.Trigger;
import dev.weir.api.windowing.windows.Window;
import dev.weir.config.AggregationPhases;
import dev.weir.state.spi.TypeSerializer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operator does. Where {@code keyedBy} is not null, the input was keyed: state is per key.
 *
 * <p>Functions are the program's own instances: whoever runs several subtasks makes a copy for
 * each. Sources and sinks are factories and are shared.
 */
public sealed interface OperatorSpec {

  /** Calls the method of the visitor that is meant for this kind of operator. */
  <R> R accept(Visitor<R> visitor);

  /**
   * Reads from outside.
   *
   * @param watermarks how the records get timestamps and watermarks
   */
  record SourceSpec<T, S extends SourceSplit, C>(
      Source<T, S, C> source, WatermarkStrategy<T> watermarks) implements OperatorSpec {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitSource(this);
    }
  }

  /** Writes to the outside. */
  record SinkSpec<T>(Sink<T> sink) implements OperatorSpec {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitSink(this);
    }
  }

  /** One record for each. */
  record MapSpec<I, O>(MapFunction<I, O> function, @Nullable KeyedBy<I, ?> keyedBy)
      implements OperatorSpec {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitMap(this);
    }
  }

  /** Any number of records for each. */
  record FlatMapSpec<I, O>(FlatMapFunction<I, O> function, @Nullable KeyedBy<I, ?> keyedBy)
      implements OperatorSpec {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitFlatMap(this);
    }
  }

  /** Keeps some. */
  record FilterSpec<T>(FilterFunction<T> function, @Nullable KeyedBy<T, ?> keyedBy)
      implements OperatorSpec {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitFilter(this);
    }
  }

  /** Any number of records for each, and side outputs. */
  record ProcessSpec<I, O>(ProcessFunction<I, O> function, @Nullable KeyedBy<I, ?> keyedBy)
      implements OperatorSpec {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitProcess(this);
    }
  }

  /** Processes with state per key and timers. */
  record KeyedProcessSpec<K, I, O>(KeyedProcessFunction<K, I, O> function, KeyedBy<I, K> keyedBy)
      implements OperatorSpec {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitKeyedProcess(this);
    }
  }

  /**
   * Emits what was reduced for a key.
   *
   * @param function reduces; right for every case
   * @param aggregation says the same in the form of data; null for a function of the program
   * @param type the type of the records and of the state
   * @param emits for which records
   */
  record KeyedReduceSpec<T, K>(
      ReduceFunction<T> function,
      @Nullable FieldAggregation<T, ?> aggregation,
      KeyedBy<T, K> keyedBy,
      TypeInformation<T> type,
      Emits emits)
      implements OperatorSpec {

    /** When a reduction emits. */
    public enum Emits {
      /** With each record, what was reduced so far for its key. */
      WITH_EACH_RECORD,
      /** Once for each key, at the end of the input. */
      AT_THE_END
    }

    /** A reduction that emits with each record. */
    public KeyedReduceSpec(
        ReduceFunction<T> function,
        @Nullable FieldAggregation<T, ?> aggregation,
        KeyedBy<T, K> keyedBy,
        TypeInformation<T> type) {
      this(function, aggregation, keyedBy, type, Emits.WITH_EACH_RECORD);
    }

    /** The same reduction, emitting at the end of the input only. */
    public KeyedReduceSpec<T, K> atTheEnd() {
      return new KeyedReduceSpec<>(function, aggregation, keyedBy, type, Emits.AT_THE_END);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitKeyedReduce(this);
    }
  }

  /** One record for each of two inputs; both are keyed or neither is. */
  record CoMapSpec<I1, I2, O>(
      CoMapFunction<I1, I2, O> function,
      @Nullable KeyedBy<I1, ?> keyedBy1,
      @Nullable KeyedBy<I2, ?> keyedBy2)
      implements OperatorSpec {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitCoMap(this);
    }
  }

  /** Any number of records for each of two inputs; both are keyed or neither is. */
  record CoFlatMapSpec<I1, I2, O>(
      CoFlatMapFunction<I1, I2, O> function,
      @Nullable KeyedBy<I1, ?> keyedBy1,
      @Nullable KeyedBy<I2, ?> keyedBy2)
      implements OperatorSpec {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitCoFlatMap(this);
    }
  }

  /** Processes two inputs; both are keyed or neither is. */
  record CoProcessSpec<I1, I2, O>(
      CoProcessFunction<I1, I2, O> function,
      @Nullable KeyedBy<I1, ?> keyedBy1,
      @Nullable KeyedBy<I2, ?> keyedBy2)
      implements OperatorSpec {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitCoProcess(this);
    }
  }

  /** Processes two keyed inputs with state per key that both share. */
  record KeyedCoProcessSpec<K, I1, I2, O>(
      KeyedCoProcessFunction<K, I1, I2, O> function,
      KeyedBy<I1, K> keyedBy1,
      KeyedBy<I2, K> keyedBy2)
      implements OperatorSpec {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitKeyedCoProcess(this);
    }
  }

  /** Processes input 0 together with input 1, which is broadcast. */
  record BroadcastProcessSpec<I1, I2, O>(
      BroadcastProcessFunction<I1, I2, O> function, List<MapStateDescriptor<?, ?>> broadcastState)
      implements OperatorSpec {

    /** Keeps a copy of the descriptors. */
    public BroadcastProcessSpec {
      broadcastState = List.copyOf(broadcastState);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitBroadcastProcess(this);
    }
  }

  /** Processes input 0, which is keyed, together with input 1, which is broadcast. */
  record KeyedBroadcastProcessSpec<K, I1, I2, O>(
      KeyedBroadcastProcessFunction<K, I1, I2, O> function,
      KeyedBy<I1, K> keyedBy,
      List<MapStateDescriptor<?, ?>> broadcastState)
      implements OperatorSpec {

    /** Keeps a copy of the descriptors. */
    public KeyedBroadcastProcessSpec {
      broadcastState = List.copyOf(broadcastState);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitKeyedBroadcastProcess(this);
    }
  }

  /** Gives records timestamps and makes watermarks; those that come in end here. */
  record TimestampsAndWatermarksSpec<T>(WatermarkStrategy<T> watermarks) implements OperatorSpec {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitTimestampsAndWatermarks(this);
    }
  }

  /**
   * Gathers the records of each key into windows.
   *
   * @param inputType the type of the records
   * @param windowSerializer writes windows as part of keys of state; to be duplicated for each user
   * @param allowedLateness how long after its end a window of event time is kept, in milliseconds
   * @param lateDataTag where late records go; null: they are dropped and counted
   * @param phases whether records may be aggregated before they are shuffled
   */
  record WindowSpec<T, K, E, OUT, W extends Window>(
      KeyedBy<T, K> keyedBy,
      TypeInformation<T> inputType,
      WindowAssigner<? super T, W> assigner,
      TypeSerializer<W> windowSerializer,
      Trigger<? super T, ? super W> trigger,
      @Nullable Evictor<? super T, ? super W> evictor,
      long allowedLateness,
      @Nullable OutputTag<T> lateDataTag,
      AggregationPhases phases,
      WindowContents<T, E> contents,
      WindowResult<E, OUT, K, W> result)
      implements OperatorSpec {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitWindow(this);
    }
  }

  /**
   * Waits for asynchronous work.
   *
   * @param inputType the type of the records, which are kept in checkpoints while they are waited
   *     for
   * @param timeout of all tries of one record; zero: none
   * @param capacity how many records are waited for at the same time
   */
  record AsyncWaitSpec<I, O>(
      AsyncFunction<I, O> function,
      TypeInformation<I> inputType,
      Duration timeout,
      int capacity,
      AsyncDataStream.OutputMode mode,
      AsyncRetryStrategy<O> retries)
      implements OperatorSpec {

    /** Checks the numbers. */
    public AsyncWaitSpec {
      if (timeout.isNegative()) {
        throw new IllegalArgumentException(
            "The timeout of an asynchronous function must not be negative, found " + timeout);
      }
      if (capacity < 1) {
        throw new IllegalArgumentException(
            "The capacity of an asynchronous function must be at least 1, found " + capacity);
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitAsyncWait(this);
    }
  }

  /**
   * Joins records of two keyed inputs whose timestamps are near each other.
   *
   * @param lowerBound the least difference of the right timestamp to the left one, in milliseconds
   * @param upperBound the greatest one, at least the lower bound
   * @param leftLateDataTag where late records of input 0 go; null: they are dropped
   * @param rightLateDataTag where late records of input 1 go; null: they are dropped
   */
  record IntervalJoinSpec<K, I1, I2, O>(
      ProcessJoinFunction<I1, I2, O> function,
      KeyedBy<I1, K> keyedBy1,
      KeyedBy<I2, K> keyedBy2,
      TypeInformation<I1> type1,
      TypeInformation<I2> type2,
      long lowerBound,
      long upperBound,
      @Nullable OutputTag<I1> leftLateDataTag,
      @Nullable OutputTag<I2> rightLateDataTag)
      implements OperatorSpec {

    /** Checks the bounds. */
    public IntervalJoinSpec {
      if (lowerBound > upperBound) {
        throw new IllegalArgumentException(
            "An interval join needs a lower bound that is not above its upper bound, found "
                + lowerBound
                + " ms and "
                + upperBound
                + " ms (bounds that are exclusive are counted one millisecond nearer)");
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitIntervalJoin(this);
    }
  }

  /** One method per kind of operator. */
  interface Visitor<R> {

    /** For {@link SourceSpec}. */
    <T, S extends SourceSplit, C> R visitSource(SourceSpec<T, S, C> spec);

    /** For {@link SinkSpec}. */
    <T> R visitSink(SinkSpec<T> spec);

    /** For {@link MapSpec}. */
    <I, O> R visitMap(MapSpec<I, O> spec);

    /** For {@link FlatMapSpec}. */
    <I, O> R visitFlatMap(FlatMapSpec<I, O> spec);

    /** For {@link FilterSpec}. */
    <T> R visitFilter(FilterSpec<T> spec);

    /** For {@link ProcessSpec}. */
    <I, O> R visitProcess(ProcessSpec<I, O> spec);

    /** For {@link KeyedProcessSpec}. */
    <K, I, O> R visitKeyedProcess(KeyedProcessSpec<K, I, O> spec);

    /** For {@link KeyedReduceSpec}. */
    <T, K> R visitKeyedReduce(KeyedReduceSpec<T, K> spec);

    /** For {@link CoMapSpec}. */
    <I1, I2, O> R visitCoMap(CoMapSpec<I1, I2, O> spec);

    /** For {@link CoFlatMapSpec}. */
    <I1, I2, O> R visitCoFlatMap(CoFlatMapSpec<I1, I2, O> spec);

    /** For {@link CoProcessSpec}. */
    <I1, I2, O> R visitCoProcess(CoProcessSpec<I1, I2, O> spec);

    /** For {@link KeyedCoProcessSpec}. */
    <K, I1, I2, O> R visitKeyedCoProcess(KeyedCoProcessSpec<K, I1, I2, O> spec);

    /** For {@link BroadcastProcessSpec}. */
    <I1, I2, O> R visitBroadcastProcess(BroadcastProcessSpec<I1, I2, O> spec);

    /** For {@link KeyedBroadcastProcessSpec}. */
    <K, I1, I2, O> R visitKeyedBroadcastProcess(KeyedBroadcastProcessSpec<K, I1, I2, O> spec);

    /** For {@link TimestampsAndWatermarksSpec}. */
    <T> R visitTimestampsAndWatermarks(TimestampsAndWatermarksSpec<T> spec);

    /** For {@link WindowSpec}. */
    <T, K, E, OUT, W extends Window> R visitWindow(WindowSpec<T, K, E, OUT, W> spec);

    /** For {@link AsyncWaitSpec}. */
    <I, O> R visitAsyncWait(AsyncWaitSpec<I, O> spec);

    /** For {@link IntervalJoinSpec}. */
    <K, I1, I2, O> R visitIntervalJoin(IntervalJoinSpec<K, I1, I2, O> spec);
  }
}
