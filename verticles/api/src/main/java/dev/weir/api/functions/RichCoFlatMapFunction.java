package dev.weir.api.functions;

/** A {@link CoFlatMapFunction} that is opened, closed and knows its runtime context. */
public abstract class RichCoFlatMapFunction<IN1, IN2, OUT> extends AbstractRichFunction
    implements CoFlatMapFunction<IN1, IN2, OUT> {

  private static final long serialVersionUID = 1L;

  /** For subclasses. */
  protected RichCoFlatMapFunction() {}
}
