package dev.weir.runtime.operators;

import dev.weir.api.OutputTag;
import dev.weir.api.functions.CoProcessFunction;
import dev.weir.api.time.TimeDomain;
import dev.weir.api.time.TimerService;
import dev.weir.runtime.channel.Frame;
import org.jspecify.annotations.Nullable;

/** A process function on two connected streams. */
final class CoProcessOperator<IN1, IN2, OUT>
    extends TimedFunctionOperator<CoProcessFunction<IN1, IN2, OUT>, OUT> {

  private final InputKeys<IN1, IN2> keys;
  private final Context elementContext;
  private final TimerContext timerContext;

  CoProcessOperator(
      CoProcessFunction<IN1, IN2, OUT> function,
      InputKeys<IN1, IN2> keys,
      OperatorContext context,
      Output<OUT> output) {
    super(function, context, output);
    this.keys = keys;
    this.elementContext = new Context(this.function);
    this.timerContext = new TimerContext(this.function);
  }

  @Override
  public Input<?> input(int index) {
    return index == 0
        ? keys.first(
            (record, timestamp) -> {
              at(timestamp);
              function.processElement1(record, elementContext, collector);
            })
        : keys.second(
            (record, timestamp) -> {
              at(timestamp);
              function.processElement2(record, elementContext, collector);
            });
  }

  private void at(long timestamp) {
    collector.setTimestamp(timestamp);
    elementContext.timestamp = timestamp;
  }

  @Override
  protected void onTimer(long timestamp, TimeDomain domain) throws Exception {
    timerContext.timestamp = timestamp;
    timerContext.domain = domain;
    function.onTimer(timestamp, timerContext, collector);
  }

  private final class Context extends CoProcessFunction<IN1, IN2, OUT>.Context {
    private long timestamp = Frame.NO_TIMESTAMP;

    Context(CoProcessFunction<IN1, IN2, OUT> process) {
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
  }

  private final class TimerContext extends CoProcessFunction<IN1, IN2, OUT>.OnTimerContext {
    private long timestamp = Frame.NO_TIMESTAMP;
    private TimeDomain domain = TimeDomain.EVENT_TIME;

    TimerContext(CoProcessFunction<IN1, IN2, OUT> process) {
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
  }
}
