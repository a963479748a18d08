package dev.weir.api.functions;

import dev.weir.api.Collector;
import dev.weir.api.OutputTag;
import dev.weir.api.time.TimeDomain;
import dev.weir.api.time.TimerService;
import org.jspecify.annotations.Nullable;

/**
 * Processes the records of two connected keyed streams with state per key that both share.
 *
 * @param <K> the type of the key
 * @param <IN1> the type of the first input
 * @param <IN2> the type of the second input
 * @param <OUT> the type of the output
 */
public abstract class KeyedCoProcessFunction<K, IN1, IN2, OUT> extends AbstractRichFunction {

  private static final long serialVersionUID = 1L;

  /** For subclasses. */
  protected KeyedCoProcessFunction() {}

  /**
   * Called for each record of the first stream.
   *
   * @param value the record
   * @param ctx valid during this call only
   * @param out takes what is emitted; valid during this call only
   */
  public abstract void processElement1(IN1 value, Context ctx, Collector<OUT> out) throws Exception;

  /**
   * Called for each record of the second stream.
   *
   * @param value the record
   * @param ctx valid during this call only
   * @param out takes what is emitted; valid during this call only
   */
  public abstract void processElement2(IN2 value, Context ctx, Collector<OUT> out) throws Exception;

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

    /** The key of the record. */
    public abstract K getCurrentKey();
  }

  /** What is known about the timer that fires. Valid during one call only. */
  public abstract class OnTimerContext extends Context {

    /** For the engine. */
    protected OnTimerContext() {}

    /** Whether event time or processing time reached the timer. */
    public abstract TimeDomain timeDomain();

    /** The key of the timer. */
    @Override
    public abstract K getCurrentKey();
  }
}
