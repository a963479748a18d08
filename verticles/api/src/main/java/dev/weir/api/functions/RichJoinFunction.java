package dev.weir.api.functions;

/** A {@link JoinFunction} that is opened, closed and knows its runtime context. */
public abstract class RichJoinFunction<IN1, IN2, OUT> extends AbstractRichFunction
    implements JoinFunction<IN1, IN2, OUT> {

  private static final long serialVersionUID = 1L;

  /** For subclasses. */
  protected RichJoinFunction() {}
}
