package dev.weir.api.functions;

import dev.weir.api.Collector;
import dev.weir.api.OutputTag;
import dev.weir.api.windowing.windows.Window;

/**
 * Makes results of what a window of a keyed stream holds, with time, side outputs and state.
 *
 * @param <IN> the type of the records, or of what they were reduced to
 * @param <OUT> the type of the output
 * @param <KEY> the type of the key
 * @param <W> the type of the window
 */
public abstract class ProcessWindowFunction<IN, OUT, KEY, W extends Window>
    extends AbstractRichFunction {

  private static final long serialVersionUID = 1L;

  /** For subclasses. */
  protected ProcessWindowFunction() {}

  /**
   * Called each time the window fires.
   *
   * @param context valid during this call only
   * @param elements the records in the order of their arrival, or the one value they were reduced
   *     to; valid during this call only
   * @param out takes what is emitted, with the timestamp {@code window.maxTimestamp()}
   */
  public abstract void process(KEY key, Context context, Iterable<IN> elements, Collector<OUT> out)
      throws Exception;

  /** Called when the window is gone: clears what is kept in {@link Context#windowState()}. */
  public void clear(Context context) throws Exception {}

  /** The window, time, state and side outputs. */
  public abstract class Context {

    /** For the engine. */
    protected Context() {}

    /** The window. */
    public abstract W window();

    /** The clock, in milliseconds since the epoch. */
    public abstract long currentProcessingTime();

    /** The watermark; {@code Long.MIN_VALUE} before the first. */
    public abstract long currentWatermark();

    /**
     * State of the key and the window.
     *
     * @throws UnsupportedOperationException if the windows may merge, as sessions do
     */
    public abstract KeyedStateStore windowState();

    /** State of the key over all windows. */
    public abstract KeyedStateStore globalState();

    /** Emits a record to a side output, read with {@code getSideOutput(tag)}. */
    public abstract <X> void output(OutputTag<X> outputTag, X value);
  }
}
