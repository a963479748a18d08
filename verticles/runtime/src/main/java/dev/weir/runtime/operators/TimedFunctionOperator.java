package dev.weir.runtime.operators;

import dev.weir.api.functions.Function;
import dev.weir.api.time.TimeDomain;
import dev.weir.api.time.TimerService;
import dev.weir.runtime.channel.Frame;
import dev.weir.runtime.time.TimeWithoutKey;
import dev.weir.runtime.time.Triggerable;
import dev.weir.runtime.time.UserTimers;
import dev.weir.state.spi.VoidNamespace;
import org.jspecify.annotations.Nullable;

/** An operator around a user function that has timers if its input is keyed. */
abstract class TimedFunctionOperator<F extends Function, OUT> extends FunctionOperator<F, OUT>
    implements Triggerable<VoidNamespace> {

  protected final TimestampedCollector<OUT> collector;
  private @Nullable TimerService timers;

  TimedFunctionOperator(F function, OperatorContext context, Output<OUT> output) {
    super(function, context, output);
    this.collector = new TimestampedCollector<>(output);
  }

  /** Calls the function; the collector has its timestamp, the timer's key is the current one. */
  protected abstract void onTimer(long timestamp, TimeDomain domain) throws Exception;

  @Override
  public void open() throws Exception {
    timers =
        context.keyedState() == null
            ? new TimeWithoutKey(time, context.taskInfo().getTaskName())
            : new UserTimers(timerService("user-timers", VoidNamespace.SERIALIZER, this));
    super.open();
  }

  @Override
  public final void onEventTime(long timestamp, VoidNamespace namespace) throws Exception {
    collector.setTimestamp(timestamp);
    onTimer(timestamp, TimeDomain.EVENT_TIME);
  }

  /** Results have no timestamp, as in Flink: the clock's time is not event time. */
  @Override
  public final void onProcessingTime(long timestamp, VoidNamespace namespace) throws Exception {
    collector.setTimestamp(Frame.NO_TIMESTAMP);
    onTimer(timestamp, TimeDomain.PROCESSING_TIME);
  }

  final TimerService timers() {
    if (timers == null) {
      throw new IllegalStateException("the operator is not open");
    }
    return timers;
  }
}
