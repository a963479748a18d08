package dev.weir.api.functions;

import dev.weir.api.Collector;
import dev.weir.api.OutputTag;

/**
 * Makes results of pairs of records whose timestamps are near each other.
 *
 * @param <IN1> the type of the left stream
 * @param <IN2> the type of the right stream
 * @param <OUT> the type of the output
 */
public abstract class ProcessJoinFunction<IN1, IN2, OUT> extends AbstractRichFunction {

  private static final long serialVersionUID = 1L;

  /** For subclasses. */
  protected ProcessJoinFunction() {}

  /**
   * Called for each pair, under the key of both.
   *
   * @param ctx valid during this call only
   * @param out takes what is emitted, with the timestamp of the pair; valid during this call only
   */
  public abstract void processElement(IN1 left, IN2 right, Context ctx, Collector<OUT> out)
      throws Exception;

  /** What is known about the pair. Valid during one call only. */
  public abstract class Context {

    /** For the engine. */
    protected Context() {}

    /** The timestamp of the left record in milliseconds. */
    public abstract long getLeftTimestamp();

    /** The timestamp of the right record in milliseconds. */
    public abstract long getRightTimestamp();

    /** The timestamp of the pair: the later one of the two. */
    public abstract long getTimestamp();

    /** Emits a record to a side output, read with {@code getSideOutput(tag)}. */
    public abstract <X> void output(OutputTag<X> outputTag, X value);
  }
}
