package dev.weir.api.functions;

/** A {@link ReduceFunction} that is opened, closed and knows its runtime context. */
public abstract class RichReduceFunction<T> extends AbstractRichFunction
    implements ReduceFunction<T> {

  private static final long serialVersionUID = 1L;

  /** For subclasses. */
  protected RichReduceFunction() {}
}
