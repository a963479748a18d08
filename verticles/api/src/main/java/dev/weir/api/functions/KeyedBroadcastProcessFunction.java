package dev.weir.api.functions;

import dev.weir.api.Collector;
import dev.weir.api.state.StateDescriptor;
import dev.weir.api.time.TimeDomain;
import dev.weir.api.time.TimerService;
import dev.weir.state.State;

/**
 * Processes a keyed stream together with a broadcast stream.
 *
 * @param <KS> the type of the key
 * @param <IN1> the type of the keyed stream
 * @param <IN2> the type of the broadcast stream
 * @param <OUT> the type of the output
 */
public abstract class KeyedBroadcastProcessFunction<KS, IN1, IN2, OUT>
    extends BaseBroadcastProcessFunction {

  private static final long serialVersionUID = 1L;

  /** For subclasses. */
  protected KeyedBroadcastProcessFunction() {}

  /**
   * Called for each record of the keyed stream.
   *
   * @param value the record
   * @param ctx valid during this call only
   * @param out takes what is emitted; valid during this call only
   */
  public abstract void processElement(IN1 value, ReadOnlyContext ctx, Collector<OUT> out)
      throws Exception;

  /**
   * Called on every subtask for each broadcast record. There is no current key here; keyed state is
   * reached through {@link Context#applyToKeyedState}.
   *
   * @param value the record
   * @param ctx valid during this call only
   * @param out takes what is emitted; valid during this call only
   */
  public abstract void processBroadcastElement(IN2 value, Context ctx, Collector<OUT> out)
      throws Exception;

  /**
   * Called when a timer fires, under the key for which it was registered. Does nothing by default.
   *
   * @param timestamp the time for which the timer was registered, in milliseconds
   * @param ctx valid during this call only
   * @param out takes what is emitted; valid during this call only
   */
  public void onTimer(long timestamp, OnTimerContext ctx, Collector<OUT> out) throws Exception {}

  /** The context of the broadcast side. */
  public abstract class Context extends BaseBroadcastProcessFunction.Context {

    /** For the engine. */
    protected Context() {}

    /** Calls {@code function} for each key of this subtask that has the named state. */
    public abstract <VS, S extends State> void applyToKeyedState(
        StateDescriptor<S, VS> stateDescriptor, KeyedStateFunction<KS, S> function)
        throws Exception;
  }

  /** The context of the keyed side. */
  public abstract class ReadOnlyContext extends BaseBroadcastProcessFunction.ReadOnlyContext {

    /** For the engine. */
    protected ReadOnlyContext() {}

    /** Time and timers. */
    public abstract TimerService timerService();

    /** The key of the record. */
    public abstract KS getCurrentKey();
  }

  /** What is known about the timer that fires. */
  public abstract class OnTimerContext extends ReadOnlyContext {

    /** For the engine. */
    protected OnTimerContext() {}

    /** Whether event time or processing time reached the timer. */
    public abstract TimeDomain timeDomain();
  }
}
