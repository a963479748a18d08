package dev.weir.api.functions;

/** A {@link FlatMapFunction} that is opened, closed and knows its runtime context. */
public abstract class RichFlatMapFunction<T, O> extends AbstractRichFunction
    implements FlatMapFunction<T, O> {

  private static final long serialVersionUID = 1L;

  /** For subclasses. */
  protected RichFlatMapFunction() {}
}
