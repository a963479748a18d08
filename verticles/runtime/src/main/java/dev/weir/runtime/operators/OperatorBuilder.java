package dev.weir.runtime.operators;

import dev.weir.api.AsyncDataStream;
import dev.weir.api.graph.KeyedBy;
import dev.weir.api.graph.OperatorSpec;
import dev.weir.api.graph.OperatorSpec.AsyncWaitSpec;
import dev.weir.api.graph.OperatorSpec.BroadcastProcessSpec;
import dev.weir.api.graph.OperatorSpec.CoFlatMapSpec;
import dev.weir.api.graph.OperatorSpec.CoMapSpec;
import dev.weir.api.graph.OperatorSpec.CoProcessSpec;
import dev.weir.api.graph.OperatorSpec.FilterSpec;
import dev.weir.api.graph.OperatorSpec.FlatMapSpec;
import dev.weir.api.graph.OperatorSpec.IntervalJoinSpec;
import dev.weir.api.graph.OperatorSpec.KeyedBroadcastProcessSpec;
import dev.weir.api.graph.OperatorSpec.KeyedCoProcessSpec;
import dev.weir.api.graph.OperatorSpec.KeyedProcessSpec;
import dev.weir.api.graph.OperatorSpec.KeyedReduceSpec;
import dev.weir.api.graph.OperatorSpec.MapSpec;
import dev.weir.api.graph.OperatorSpec.ProcessSpec;
import dev.weir.api.graph.OperatorSpec.SinkSpec;
import dev.weir.api.graph.OperatorSpec.SourceSpec;
import dev.weir.api.graph.OperatorSpec.TimestampsAndWatermarksSpec;
import dev.weir.api.graph.OperatorSpec.WindowSpec;
import dev.weir.api.source.SourceSplit;
import dev.weir.api.spi.FunctionCopy;
import dev.weir.api.windowing.windows.Window;
import dev.weir.runtime.async.OrderedStreamElementQueue;
import dev.weir.runtime.async.StreamElementQueue;
import dev.weir.runtime.async.UnorderedStreamElementQueue;
import dev.weir.runtime.operators.SourceOperator.EnumeratorGateway;
import dev.weir.runtime.windowing.WindowOperators;
import org.jspecify.annotations.Nullable;

/** Makes the operator of one subtask out of what the job graph says of it. */
public final class OperatorBuilder implements OperatorSpec.Visitor<Operator<?>> {

  private final OperatorContext context;
  private final Output<?> output;
  private final @Nullable EnumeratorGateway enumerator;

  /**
   * @param output where results go; of the type that the operator makes
   * @param enumerator for sources; null for everything else
   */
  public OperatorBuilder(
      OperatorContext context, Output<?> output, @Nullable EnumeratorGateway enumerator) {
    this.context = context;
    this.output = output;
    this.enumerator = enumerator;
  }

  /** The input of an operator as its sender sees it: keyed where the graph says so. */
  public static Input<?> input(OperatorSpec spec, Operator<?> operator, int index) {
    KeyedBy<?, ?> keyedBy = keyedBeforeOperator(spec);
    return keyedBy == null
        ? operator.input(index)
        : keyedBefore(keyedBy, operator.context(), operator.input(index));
  }

  private static @Nullable KeyedBy<?, ?> keyedBeforeOperator(OperatorSpec spec) {
    if (spec instanceof MapSpec<?, ?> map) {
      return map.keyedBy();
    }
    if (spec instanceof FlatMapSpec<?, ?> flatMap) {
      return flatMap.keyedBy();
    }
    if (spec instanceof FilterSpec<?> filter) {
      return filter.keyedBy();
    }
    return spec instanceof ProcessSpec<?, ?> process ? process.keyedBy() : null;
  }

  @SuppressWarnings("unchecked") // the key selector takes the records of the input it stands before
  private static <K, T> Input<T> keyedBefore(
      KeyedBy<T, K> keyedBy, OperatorContext context, Input<?> input) {
    return new KeyedBefore<>(
        FunctionCopy.of(keyedBy.selector()), context.requireKeyedState(), (Input<T>) input);
  }

  @SuppressWarnings("unchecked") // the graph connects outputs to inputs of their type
  private <T> Output<T> out() {
    return (Output<T>) output;
  }

  @Override
  public <T, S extends SourceSplit, C> Operator<?> visitSource(SourceSpec<T, S, C> spec) {
    if (enumerator == null) {
      throw new IllegalStateException("a source needs the way to its enumerator");
    }
    return new SourceOperator<>(
        spec.source(), spec.watermarks(), enumerator, context, this.<T>out());
  }

  @Override
  public <T> Operator<?> visitSink(SinkSpec<T> spec) {
    return new SinkOperator<>(spec.sink(), context, out());
  }

  @Override
  public <I, O> Operator<?> visitMap(MapSpec<I, O> spec) {
    return new MapOperator<>(spec.function(), context, out());
  }

  @Override
  public <I, O> Operator<?> visitFlatMap(FlatMapSpec<I, O> spec) {
    return new FlatMapOperator<>(spec.function(), context, out());
  }

  @Override
  public <T> Operator<?> visitFilter(FilterSpec<T> spec) {
    return new FilterOperator<>(spec.function(), context, out());
  }

  @Override
  public <I, O> Operator<?> visitProcess(ProcessSpec<I, O> spec) {
    return new ProcessOperator<>(spec.function(), context, out());
  }

  @Override
  public <K, I, O> Operator<?> visitKeyedProcess(KeyedProcessSpec<K, I, O> spec) {
    return new KeyedProcessOperator<>(
        spec.function(), FunctionCopy.of(spec.keyedBy().selector()), context, out());
  }

  @Override
  public <T, K> Operator<?> visitKeyedReduce(KeyedReduceSpec<T, K> spec) {
    if (spec.emits() == KeyedReduceSpec.Emits.AT_THE_END) {
      return new FinalReduceOperator<>(spec, context, out());
    }
    return new KeyedReduceOperator<>(
        spec.function(),
        FunctionCopy.of(spec.keyedBy().selector()),
        spec.type().createSerializer(),
        spec.aggregation() == null,
        context,
        out());
  }

  @Override
  public <I1, I2, O> Operator<?> visitCoMap(CoMapSpec<I1, I2, O> spec) {
    return new CoMapOperator<>(
        spec.function(), keys(spec.keyedBy1(), spec.keyedBy2()), context, out());
  }

  @Override
  public <I1, I2, O> Operator<?> visitCoFlatMap(CoFlatMapSpec<I1, I2, O> spec) {
    return new CoFlatMapOperator<>(
        spec.function(), keys(spec.keyedBy1(), spec.keyedBy2()), context, out());
  }

  @Override
  public <I1, I2, O> Operator<?> visitCoProcess(CoProcessSpec<I1, I2, O> spec) {
    return new CoProcessOperator<>(
        spec.function(), keys(spec.keyedBy1(), spec.keyedBy2()), context, out());
  }

  @Override
  public <K, I1, I2, O> Operator<?> visitKeyedCoProcess(KeyedCoProcessSpec<K, I1, I2, O> spec) {
    return new KeyedCoProcessOperator<>(
        spec.function(), keys(spec.keyedBy1(), spec.keyedBy2()), context, this.<O>out());
  }

  @Override
  public <I1, I2, O> Operator<?> visitBroadcastProcess(BroadcastProcessSpec<I1, I2, O> spec) {
    return new BroadcastProcessOperator<>(spec.function(), spec.broadcastState(), context, out());
  }

  @Override
  public <K, I1, I2, O> Operator<?> visitKeyedBroadcastProcess(
      KeyedBroadcastProcessSpec<K, I1, I2, O> spec) {
    return new KeyedBroadcastProcessOperator<>(
        spec.function(),
        FunctionCopy.of(spec.keyedBy().selector()),
        spec.broadcastState(),
        context,
        out());
  }

  @Override
  public <T> Operator<?> visitTimestampsAndWatermarks(TimestampsAndWatermarksSpec<T> spec) {
    return new TimestampsAndWatermarksOperator<>(spec.watermarks(), context, this.<T>out());
  }

  @Override
  public <T, K, E, O, W extends Window> Operator<?> visitWindow(WindowSpec<T, K, E, O, W> spec) {
    return WindowOperators.of(spec, context, this.<O>out());
  }

  @Override
  public <I, O> Operator<?> visitAsyncWait(AsyncWaitSpec<I, O> spec) {
    StreamElementQueue<I, O> queue =
        spec.mode() == AsyncDataStream.OutputMode.ORDERED
            ? new OrderedStreamElementQueue<>(spec.capacity())
            : new UnorderedStreamElementQueue<>(spec.capacity());
    return new AsyncWaitOperator<>(spec, queue, context, this.<O>out());
  }

  @Override
  public <K, I1, I2, O> Operator<?> visitIntervalJoin(IntervalJoinSpec<K, I1, I2, O> spec) {
    return new IntervalJoinOperator<>(spec, context, this.<O>out());
  }

  private <I1, I2> InputKeys<I1, I2> keys(
      @Nullable KeyedBy<I1, ?> first, @Nullable KeyedBy<I2, ?> second) {
    return InputKeys.of(
        first == null ? null : FunctionCopy.of(first.selector()),
        second == null ? null : FunctionCopy.of(second.selector()),
        context);
  }
}
