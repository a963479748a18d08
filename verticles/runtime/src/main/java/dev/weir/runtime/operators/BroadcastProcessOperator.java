package dev.weir.runtime.operators;

import dev.weir.api.OutputTag;
import dev.weir.api.functions.BroadcastProcessFunction;
import dev.weir.api.state.MapStateDescriptor;
import dev.weir.runtime.channel.Frame;
import dev.weir.state.BroadcastState;
import dev.weir.state.ReadOnlyBroadcastState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stream together with a broadcast stream. */
final class BroadcastProcessOperator<IN1, IN2, OUT>
    extends FunctionOperator<BroadcastProcessFunction<IN1, IN2, OUT>, OUT> {

  private final BroadcastStates states;
  private final TimestampedCollector<OUT> collector;

  BroadcastProcessOperator(
      BroadcastProcessFunction<IN1, IN2, OUT> function,
      List<MapStateDescriptor<?, ?>> broadcastState,
      OperatorContext context,
      Output<OUT> output) {
    super(function, context, output);
    this.states = new BroadcastStates(context.operatorState(), broadcastState);
    this.collector = new TimestampedCollector<>(output);
  }

  @Override
  public Input<?> input(int index) {
    return index == 0 ? elements() : broadcasts();
  }

  private Input<IN1> elements() {
    ReadOnlyElementContext elementContext = new ReadOnlyElementContext(function);
    return new Input<>() {
      @Override
      public void process(IN1 record, long timestamp) throws Exception {
        collector.setTimestamp(timestamp);
        elementContext.timestamp = timestamp;
        function.processElement(record, elementContext, collector);
      }
    };
  }

  private Input<IN2> broadcasts() {
    ElementContext elementContext = new ElementContext(function);
    return new Input<>() {
      @Override
      public void process(IN2 record, long timestamp) throws Exception {
        collector.setTimestamp(timestamp);
        elementContext.timestamp = timestamp;
        function.processBroadcastElement(record, elementContext, collector);
      }
    };
  }

  private final class ElementContext extends BroadcastProcessFunction<IN1, IN2, OUT>.Context {
    private long timestamp = Frame.NO_TIMESTAMP;

    ElementContext(BroadcastProcessFunction<IN1, IN2, OUT> process) {
      process.super();
    }

    @Override
    public @Nullable Long timestamp() {
      return boxed(timestamp);
    }

    @Override
    public <X> void output(OutputTag<X> tag, X value) {
      context.sideOutputs().collect(tag, value, timestamp);
    }

    @Override
    public long currentProcessingTime() {
      return time.currentProcessingTime();
    }

    @Override
    public long currentWatermark() {
      return time.currentWatermark();
    }

    @Override
    public <K, V> BroadcastState<K, V> getBroadcastState(MapStateDescriptor<K, V> descriptor) {
      return states.get(descriptor);
    }
  }

  private final class ReadOnlyElementContext
      extends BroadcastProcessFunction<IN1, IN2, OUT>.ReadOnlyContext {
    private long timestamp = Frame.NO_TIMESTAMP;

    ReadOnlyElementContext(BroadcastProcessFunction<IN1, IN2, OUT> process) {
      process.super();
    }

    @Override
    public @Nullable Long timestamp() {
      return boxed(timestamp);
    }

    @Override
    public <X> void output(OutputTag<X> tag, X value) {
      context.sideOutputs().collect(tag, value, timestamp);
    }

    @Override
    public long currentProcessingTime() {
      return time.currentProcessingTime();
    }

    @Override
    public long currentWatermark() {
      return time.currentWatermark();
    }

    @Override
    public <K, V> ReadOnlyBroadcastState<K, V> getBroadcastState(
        MapStateDescriptor<K, V> descriptor) {
      return states.get(descriptor);
    }
  }
}
