package dev.weir.api.functions;

/** A {@link CoGroupFunction} that is opened, closed and knows its runtime context. */
public abstract class RichCoGroupFunction<IN1, IN2, OUT> extends AbstractRichFunction
    implements CoGroupFunction<IN1, IN2, OUT> {

  private static final long serialVersionUID = 1L;

  /** For subclasses. */
  protected RichCoGroupFunction() {}
}
