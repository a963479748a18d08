package dev.weir.api.functions;

import dev.weir.api.windowing.windows.Window;

/** A {@link WindowFunction} that is opened, closed and knows its runtime context. */
public abstract class RichWindowFunction<IN, OUT, KEY, W extends Window>
    extends AbstractRichFunction implements WindowFunction<IN, OUT, KEY, W> {

  private static final long serialVersionUID = 1L;

  /** For subclasses. */
  protected RichWindowFunction() {}
}
