package dev.weir.runtime.state;

import dev.weir.api.JobID;
import dev.weir.api.accumulators.Accumulator;
import dev.weir.api.accumulators.DoubleCounter;
import dev.weir.api.accumulators.Histogram;
import dev.weir.api.accumulators.IntCounter;
import dev.weir.api.accumulators.LongCounter;
import dev.weir.api.functions.FunctionInitializationContext;
import dev.weir.api.functions.KeyedStateStore;
import dev.weir.api.functions.OperatorStateStore;
import dev.weir.api.functions.RuntimeContext;
import dev.weir.api.functions.TaskInfo;
import dev.weir.api.metrics.OperatorMetricGroup;
import dev.weir.api.state.AggregatingStateDescriptor;
import dev.weir.api.state.ListStateDescriptor;
import dev.weir.api.state.MapStateDescriptor;
import dev.weir.api.state.ReducingStateDescriptor;
import dev.weir.api.state.ValueStateDescriptor;
import dev.weir.runtime.operators.OperatorContext;
import dev.weir.state.AggregatingState;
import dev.weir.state.ListState;
import dev.weir.state.MapState;
import dev.weir.state.ReducingState;
import dev.weir.state.ValueState;
import dev.weir.state.spi.KeyedStateBackend;
import dev.weir.state.spi.ListStateSpec;
import dev.weir.state.spi.MapStateSpec;
import dev.weir.state.spi.TypeSerializer;
import dev.weir.state.spi.ValueStateSpec;
import java.io.Serializable;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The context of one user function: where it runs, and the way to its state. */
public final class FunctionContext implements RuntimeContext, FunctionInitializationContext {

  private final OperatorContext operator;

  public FunctionContext(OperatorContext operator) {
    this.operator = operator;
  }

  @Override
  public JobID getJobId() {
    return operator.jobId();
  }

  @Override
  public String getJobName() {
    return operator.jobName();
  }

  @Override
  public OperatorMetricGroup getMetricGroup() {
    return operator.metrics();
  }

  @Override
  public <V, A extends Serializable> void addAccumulator(
      String name, Accumulator<V, A> accumulator) {
    operator.accumulators().add(name, accumulator);
  }

  @Override
  @SuppressWarnings("unchecked") // the caller names the type, as in Flink
  public <V, A extends Serializable> @Nullable Accumulator<V, A> getAccumulator(String name) {
    return (Accumulator<V, A>) operator.accumulators().get(name);
  }

  @Override
  public IntCounter getIntCounter(String name) {
    return operator.accumulators().getOrAdd(name, IntCounter.class, IntCounter::new);
  }

  @Override
  public LongCounter getLongCounter(String name) {
    return operator.accumulators().getOrAdd(name, LongCounter.class, LongCounter::new);
  }

  @Override
  public DoubleCounter getDoubleCounter(String name) {
    return operator.accumulators().getOrAdd(name, DoubleCounter.class, DoubleCounter::new);
  }

  @Override
  public Histogram getHistogram(String name) {
    return operator.accumulators().getOrAdd(name, Histogram.class, Histogram::new);
  }

  @Override
  public TaskInfo getTaskInfo() {
    return operator.taskInfo();
  }

  @Override
  public Map<String, String> getGlobalJobParameters() {
    return operator.globalJobParameters();
  }

  @Override
  public <T> ValueState<T> getState(ValueStateDescriptor<T> descriptor) {
    return keyed()
        .valueState(
            new ValueStateSpec<>(
                descriptor.getName(),
                descriptor.createSerializer(),
                descriptor.getDefaultValue(),
                TimeToLive.of(descriptor)));
  }

  @Override
  public <T> ListState<T> getListState(ListStateDescriptor<T> descriptor) {
    return keyed()
        .listState(
            new ListStateSpec<>(
                descriptor.getName(),
                descriptor.createElementSerializer(),
                TimeToLive.of(descriptor)));
  }

  @Override
  public <UK, UV> MapState<UK, UV> getMapState(MapStateDescriptor<UK, UV> descriptor) {
    return keyed()
        .mapState(
            new MapStateSpec<>(
                descriptor.getName(),
                descriptor.createKeySerializer(),
                descriptor.createValueSerializer(),
                TimeToLive.of(descriptor)));
  }

  @Override
  public <T> ReducingState<T> getReducingState(ReducingStateDescriptor<T> descriptor) {
    TypeSerializer<T> serializer = descriptor.createSerializer();
    ValueState<T> value =
        keyed()
            .valueState(
                new ValueStateSpec<>(
                    descriptor.getName(), serializer, null, TimeToLive.of(descriptor)));
    return new ReducingOverValue<>(value, descriptor.getReduceFunction(), serializer.duplicate());
  }

  @Override
  public <IN, ACC, OUT> AggregatingState<IN, OUT> getAggregatingState(
      AggregatingStateDescriptor<IN, ACC, OUT> descriptor) {
    ValueState<ACC> accumulator =
        keyed()
            .valueState(
                new ValueStateSpec<>(
                    descriptor.getName(),
                    descriptor.createSerializer(),
                    null,
                    TimeToLive.of(descriptor)));
    return new AggregatingOverValue<>(accumulator, descriptor.getAggregateFunction());
  }

  private KeyedStateBackend<Object> keyed() {
    return operator.requireKeyedState();
  }

  @Override
  public boolean isRestored() {
    return operator.restoredCheckpoint().isPresent();
  }

  @Override
  public OptionalLong getRestoredCheckpointId() {
    return operator.restoredCheckpoint();
  }

  @Override
  public OperatorStateStore getOperatorStateStore() {
    return operator.operatorState();
  }

  @Override
  public KeyedStateStore getKeyedStateStore() {
    keyed();
    return this;
  }
}
