package dev.weir.runtime.state;

import dev.weir.api.JobID;
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
import java.util.Map;
import java.util.OptionalLong;

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
