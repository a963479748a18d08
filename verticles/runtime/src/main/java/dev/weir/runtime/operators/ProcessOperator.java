package dev.weir.runtime.operators;

import dev.weir.api.OutputTag;
import dev.weir.api.functions.ProcessFunction;
import dev.weir.api.time.TimeDomain;
import dev.weir.api.time.TimerService;
import dev.weir.runtime.channel.Frame;
import org.jspecify.annotations.Nullable;

/**
 * A process function that knows nothing of keys; has timers if the stream is keyed all the same.
 */
final class ProcessOperator<IN, OUT> extends TimedFunctionOperator<ProcessFunction<IN, OUT>, OUT> {

  private final TimerContext timerContext;

  ProcessOperator(ProcessFunction<IN, OUT> function, OperatorContext context, Output<OUT> output) {
    super(function, context, output);
    this.timerContext = new TimerContext(this.function);
  }

  @Override
  public Input<IN> input(int index) {
    ProcessFunction<IN, OUT> process = function;
    TimestampedCollector<OUT> results = collector;
    Context elementContext = new Context(process);
    return new Input<>() {
      @Override
      public void process(IN record, long timestamp) throws Exception {
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

  private final class Context extends ProcessFunction<IN, OUT>.Context {
    private long timestamp = Frame.NO_TIMESTAMP;

    Context(ProcessFunction<IN, OUT> process) {
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

  private final class TimerContext extends ProcessFunction<IN, OUT>.OnTimerContext {
    private long timestamp = Frame.NO_TIMESTAMP;
    private TimeDomain domain = TimeDomain.EVENT_TIME;

    TimerContext(ProcessFunction<IN, OUT> process) {
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
