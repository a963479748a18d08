package dev.weir.api.functions;

/** A {@link MapFunction} that is opened, closed and knows its runtime context. */
public abstract class RichMapFunction<T, O> extends AbstractRichFunction
    implements MapFunction<T, O> {

  private static final long serialVersionUID = 1L;

  /** For subclasses. */
  protected RichMapFunction() {}
}
