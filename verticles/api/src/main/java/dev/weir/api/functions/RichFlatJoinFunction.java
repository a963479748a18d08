package dev.weir.api.functions;

/** A {@link FlatJoinFunction} that is opened, closed and knows its runtime context. */
public abstract class RichFlatJoinFunction<IN1, IN2, OUT> extends AbstractRichFunction
    implements FlatJoinFunction<IN1, IN2, OUT> {

  private static final long serialVersionUID = 1L;

  /** For subclasses. */
  protected RichFlatJoinFunction() {}
}
