package dev.weir.api.functions;

/** A {@link FilterFunction} that is opened, closed and knows its runtime context. */
public abstract class RichFilterFunction<T> extends AbstractRichFunction
    implements FilterFunction<T> {

  private static final long serialVersionUID = 1L;

  /** For subclasses. */
  protected RichFilterFunction() {}
}
