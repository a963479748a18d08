package dev.weir.api.functions;

/** A {@link CoMapFunction} that is opened, closed and knows its runtime context. */
public abstract class RichCoMapFunction<IN1, IN2, OUT> extends AbstractRichFunction
    implements CoMapFunction<IN1, IN2, OUT> {

  private static final long serialVersionUID = 1L;

  /** For subclasses. */
  protected RichCoMapFunction() {}
}
