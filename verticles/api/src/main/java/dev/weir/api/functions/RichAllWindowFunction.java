package dev.weir.api.functions;

import dev.weir.api.windowing.windows.Window;

/** An {@link AllWindowFunction} that is opened, closed and knows its runtime context. */
public abstract class RichAllWindowFunction<IN, OUT, W extends Window> extends AbstractRichFunction
    implements AllWindowFunction<IN, OUT, W> {

  private static final long serialVersionUID = 1L;

  /** For subclasses. */
  protected RichAllWindowFunction() {}
}
