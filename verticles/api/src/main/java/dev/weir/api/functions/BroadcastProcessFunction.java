package dev.weir.api.functions;

import dev.weir.api.Collector;

/**
 * Processes a stream together with a broadcast stream.
 *
 * @param <IN1> the type of the stream that is not broadcast
 * @param <IN2> the type of the broadcast stream
 * @param <OUT> the type of the output
 */
public abstract class BroadcastProcessFunction<IN1, IN2, OUT> extends BaseBroadcastProcessFunction {

  private static final long serialVersionUID = 1L;

  /** For subclasses. */
  protected BroadcastProcessFunction() {}

  /**
   * Called for each record of the stream that is not broadcast.
   *
   * @param value the record
   * @param ctx valid during this call only
   * @param out takes what is emitted; valid during this call only
   */
  public abstract void processElement(IN1 value, ReadOnlyContext ctx, Collector<OUT> out)
      throws Exception;

  /**
   * Called on every subtask for each broadcast record.
   *
   * @param value the record
   * @param ctx valid during this call only
   * @param out takes what is emitted; valid during this call only
   */
  public abstract void processBroadcastElement(IN2 value, Context ctx, Collector<OUT> out)
      throws Exception;

  /** The context of the broadcast side. */
  public abstract class Context extends BaseBroadcastProcessFunction.Context {

    /** For the engine. */
    protected Context() {}
  }

  /** The context of the side that is not broadcast. */
  public abstract class ReadOnlyContext extends BaseBroadcastProcessFunction.ReadOnlyContext {

    /** For the engine. */
    protected ReadOnlyContext() {}
  }
}
