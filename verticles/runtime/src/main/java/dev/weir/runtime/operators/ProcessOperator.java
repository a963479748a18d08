package dev.weir.runtime.operators;

import dev.weir.api.OutputTag;
import dev.weir.api.functions.ProcessFunction;
import dev.weir.api.time.TimerService;
import dev.weir.runtime.channel.Frame;
import org.jspecify.annotations.Nullable;

/** A process function on a stream that is not keyed. */
final class ProcessOperator<IN, OUT> extends FunctionOperator<ProcessFunction<IN, OUT>, OUT> {

  ProcessOperator(ProcessFunction<IN, OUT> function, OperatorContext context, Output<OUT> output) {
    super(function, context, output);
  }

  @Override
  public Input<IN> input(int index) {
    ProcessFunction<IN, OUT> process = function;
    TimestampedCollector<OUT> collector = new TimestampedCollector<>(output);
    Context elementContext = new Context(process);
    return new Input<>() {
      @Override
      public void process(IN record, long timestamp) throws Exception {
        collector.setTimestamp(timestamp);
        elementContext.timestamp = timestamp;
        process.processElement(record, elementContext, collector);
      }
    };
  }

  private final class Context extends ProcessFunction<IN, OUT>.Context {
    private final TimerService timers = new NoTimers(context.taskInfo().getTaskName());
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
      return timers;
    }

    @Override
    public <X> void output(OutputTag<X> tag, X value) {
      context.sideOutputs().collect(tag, value, timestamp);
    }
  }
}
