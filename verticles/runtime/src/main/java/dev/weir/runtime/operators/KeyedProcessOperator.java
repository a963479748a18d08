package dev.weir.runtime.operators;

import dev.weir.api.OutputTag;
import dev.weir.api.functions.KeySelector;
import dev.weir.api.functions.KeyedProcessFunction;
import dev.weir.api.time.TimeDomain;
import dev.weir.api.time.TimerService;
import dev.weir.runtime.channel.Frame;
import dev.weir.state.spi.KeyedStateBackend;
import org.jspecify.annotations.Nullable;

/** A process function on a keyed stream. */
final class KeyedProcessOperator<K, IN, OUT>
    extends TimedFunctionOperator<KeyedProcessFunction<K, IN, OUT>, OUT> {

  private final KeySelector<IN, K> keySelector;
  private final KeyedStateBackend<K> state;
  private final TimerContext timerContext;

  KeyedProcessOperator(
      KeyedProcessFunction<K, IN, OUT> function,
      KeySelector<IN, K> keySelector,
      OperatorContext context,
      Output<OUT> output) {
    super(function, context, output);
    this.keySelector = keySelector;
    this.state = context.requireKeyedState();
    this.timerContext = new TimerContext(this.function);
  }

  @Override
  public Input<IN> input(int index) {
    KeyedProcessFunction<K, IN, OUT> process = function;
    TimestampedCollector<OUT> results = collector;
    Context elementContext = new Context(process);
    return new KeyedInput<>(keySelector, state) {
      @Override
      protected void processKeyed(IN record, long timestamp) throws Exception {
        results.setTimestamp(timestamp);
        elementContext.timestamp = timestamp;
        process.processElement(record, elementContext, results);
      }
    };
  }

  @Override
  protected void onTimer(long timestamp, TimeDomain domain) throws Exception {
    timerContext.timestamp = timestamp;
    timerContext.domain = domain;
    function.onTimer(timestamp, timerContext, collector);
  }

  private final class Context extends KeyedProcessFunction<K, IN, OUT>.Context {
    private long timestamp = Frame.NO_TIMESTAMP;

    Context(KeyedProcessFunction<K, IN, OUT> process) {
      process.super();
    }

    @Override
    public @Nullable Long timestamp() {
      return boxed(timestamp);
    }

    @Override
    public TimerService timerService() {
      return timers();
    }

    @Override
    public <X> void output(OutputTag<X> tag, X value) {
      context.sideOutputs().collect(tag, value, timestamp);
    }

    @Override
    public K getCurrentKey() {
      return CurrentKey.of(context.<K>requireKeyedState());
    }
  }

  private final class TimerContext extends KeyedProcessFunction<K, IN, OUT>.OnTimerContext {
    private long timestamp = Frame.NO_TIMESTAMP;
    private TimeDomain domain = TimeDomain.EVENT_TIME;

    TimerContext(KeyedProcessFunction<K, IN, OUT> process) {
      process.super();
    }

    @Override
    public @Nullable Long timestamp() {
      return boxed(timestamp);
    }

    @Override
    public TimerService timerService() {
      return timers();
    }

    @Override
    public <X> void output(OutputTag<X> tag, X value) {
      context.sideOutputs().collect(tag, value, timestamp);
    }

    @Override
    public TimeDomain timeDomain() {
      return domain;
    }

    @Override
    public K getCurrentKey() {
      return CurrentKey.of(context.<K>requireKeyedState());
    }
  }
}
