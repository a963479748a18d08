package dev.weir.runtime.operators;

import dev.weir.api.OutputTag;
import dev.weir.api.functions.KeySelector;
import dev.weir.api.functions.KeyedBroadcastProcessFunction;
import dev.weir.api.functions.KeyedStateFunction;
import dev.weir.api.state.MapStateDescriptor;
import dev.weir.api.state.StateDescriptor;
import dev.weir.api.time.TimeDomain;
import dev.weir.api.time.TimerService;
import dev.weir.runtime.channel.Frame;
import dev.weir.runtime.state.DescribedState;
import dev.weir.state.BroadcastState;
import dev.weir.state.ReadOnlyBroadcastState;
import dev.weir.state.State;
import dev.weir.state.spi.KeyedStateBackend;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A keyed stream together with a broadcast stream. */
final class KeyedBroadcastProcessOperator<K, IN1, IN2, OUT>
    extends TimedFunctionOperator<KeyedBroadcastProcessFunction<K, IN1, IN2, OUT>, OUT> {

  private final KeySelector<IN1, K> keySelector;
  private final KeyedStateBackend<K> keyedState;
  private final BroadcastStates states;
  private final TimerContext timerContext;

  KeyedBroadcastProcessOperator(
      KeyedBroadcastProcessFunction<K, IN1, IN2, OUT> function,
      KeySelector<IN1, K> keySelector,
      List<MapStateDescriptor<?, ?>> broadcastState,
      OperatorContext context,
      Output<OUT> output) {
    super(function, context, output);
    this.keySelector = keySelector;
    this.keyedState = context.requireKeyedState();
    this.states = new BroadcastStates(context.operatorState(), broadcastState);
    this.timerContext = new TimerContext(this.function);
  }

  @Override
  public Input<?> input(int index) {
    return index == 0 ? elements() : broadcasts();
  }

  private Input<IN1> elements() {
    ReadOnlyElementContext elementContext = new ReadOnlyElementContext(function);
    return new KeyedInput<>(keySelector, keyedState) {
      @Override
      protected void processKeyed(IN1 record, long timestamp) throws Exception {
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

  @Override
  protected void onTimer(long timestamp, TimeDomain domain) throws Exception {
    timerContext.timestamp = timestamp;
    timerContext.domain = domain;
    function.onTimer(timestamp, timerContext, collector);
  }

  private final class ElementContext
      extends KeyedBroadcastProcessFunction<K, IN1, IN2, OUT>.Context {
    private long timestamp = Frame.NO_TIMESTAMP;

    ElementContext(KeyedBroadcastProcessFunction<K, IN1, IN2, OUT> process) {
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
    public <BK, BV> BroadcastState<BK, BV> getBroadcastState(
        MapStateDescriptor<BK, BV> descriptor) {
      return states.get(descriptor);
    }

    @Override
    public <VS, S extends State> void applyToKeyedState(
        StateDescriptor<S, VS> descriptor, KeyedStateFunction<K, S> visitor) throws Exception {
      S state = DescribedState.of(context, descriptor);
      try {
        keyedState.forEachKey(
            descriptor.getName(),
            key -> {
              try {
                visitor.process(key, state);
              } catch (Exception e) {
                throw ChainedOperatorException.of(e);
              }
            });
      } catch (ChainedOperatorException e) {
        if (e.getCause() instanceof Exception checked) {
          throw checked;
        }
        throw e;
      }
    }
  }

  private final class ReadOnlyElementContext
      extends KeyedBroadcastProcessFunction<K, IN1, IN2, OUT>.ReadOnlyContext {
    private long timestamp = Frame.NO_TIMESTAMP;

    ReadOnlyElementContext(KeyedBroadcastProcessFunction<K, IN1, IN2, OUT> process) {
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
    public TimerService timerService() {
      return timers();
    }

    @Override
    public K getCurrentKey() {
      return CurrentKey.of(keyedState);
    }

    @Override
    public <BK, BV> ReadOnlyBroadcastState<BK, BV> getBroadcastState(
        MapStateDescriptor<BK, BV> descriptor) {
      return states.get(descriptor);
    }
  }

  private final class TimerContext
      extends KeyedBroadcastProcessFunction<K, IN1, IN2, OUT>.OnTimerContext {
    private long timestamp = Frame.NO_TIMESTAMP;
    private TimeDomain domain = TimeDomain.EVENT_TIME;

    TimerContext(KeyedBroadcastProcessFunction<K, IN1, IN2, OUT> process) {
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
    public TimerService timerService() {
      return timers();
    }

    @Override
    public TimeDomain timeDomain() {
      return domain;
    }

    @Override
    public K getCurrentKey() {
      return CurrentKey.of(keyedState);
    }

    @Override
    public <BK, BV> ReadOnlyBroadcastState<BK, BV> getBroadcastState(
        MapStateDescriptor<BK, BV> descriptor) {
      return states.get(descriptor);
    }
  }
}
