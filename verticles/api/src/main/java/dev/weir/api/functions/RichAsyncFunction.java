package dev.weir.api.functions;

/**
 * An {@link AsyncFunction} with a life and a context. It has no keyed state: results come when the
 * key of a record is no longer the current one.
 */
public abstract class RichAsyncFunction<IN, OUT> extends AbstractRichFunction
    implements AsyncFunction<IN, OUT> {

  private static final long serialVersionUID = 1L;

  /** For subclasses. */
  protected RichAsyncFunction() {}
}
