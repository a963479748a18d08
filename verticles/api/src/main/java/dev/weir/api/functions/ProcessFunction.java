package dev.weir.api.functions;

import dev.weir.api.Collector;
import dev.weir.api.OutputTag;
import dev.weir.api.time.TimeDomain;
import dev.weir.api.time.TimerService;
import org.jspecify.annotations.Nullable;

/**
 * Makes any number of records out of one, and may write to side outputs.
 *
 * @param <IN> the type of the input
 * @param <OUT> the type of the output
 */
public abstract class ProcessFunction<IN, OUT> extends AbstractRichFunction {

  private static final long serialVersionUID = 1L;

  /** For subclasses. */
  protected ProcessFunction() {}

  /**
   * Called for each record.
   *
   * @param value the record
   * @param ctx valid during this call only
   * @param out takes what is emitted; valid during this call only
   */
  public abstract void processElement(IN value, Context ctx, Collector<OUT> out) throws Exception;

  /**
   * Called when a timer fires, under the key for which it was registered. Does nothing by default.
   *
   * @param timestamp the time for which the timer was registered, in milliseconds
   * @param ctx valid during this call only
   * @param out takes what is emitted; valid during this call only
   */
  public void onTimer(long timestamp, OnTimerContext ctx, Collector<OUT> out) throws Exception {}

  /** What is known about the record being processed. Valid during one call only. */
  public abstract class Context {

    /** For the engine. */
    protected Context() {}

    /**
     * The timestamp of the record (or of the timer that fires) in milliseconds; null if it has
     * none.
     */
    public abstract @Nullable Long timestamp();

    /** Time and timers. */
    public abstract TimerService timerService();

    /** Emits a record to a side output, read with {@code getSideOutput(tag)}. */
    public abstract <X> void output(OutputTag<X> outputTag, X value);
  }

  /** What is known about the timer that fires. Valid during one call only. */
  public abstract class OnTimerContext extends Context {

    /** For the engine. */
    protected OnTimerContext() {}

    /** Whether event time or processing time reached the timer. */
    public abstract TimeDomain timeDomain();
  }
}
