package dev.weir.api.functions;

/** An {@link AggregateFunction} that is opened, closed and knows its runtime context. */
public abstract class RichAggregateFunction<IN, ACC, OUT> extends AbstractRichFunction
    implements AggregateFunction<IN, ACC, OUT> {

  private static final long serialVersionUID = 1L;

  /** For subclasses. */
  protected RichAggregateFunction() {}
}
