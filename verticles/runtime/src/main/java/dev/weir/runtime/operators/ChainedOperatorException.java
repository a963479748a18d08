package dev.weir.runtime.operators;

import java.io.Serial;

/** Carries a checked exception of a chained operator through the collectors of those before it. */
public final class ChainedOperatorException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private ChainedOperatorException(Exception cause) {
    super(cause.toString(), cause, false, false);
  }

  /** The exception itself if it is unchecked, otherwise wrapped. */
  public static RuntimeException of(Exception e) {
    return e instanceof RuntimeException unchecked ? unchecked : new ChainedOperatorException(e);
  }

  /** What the operator threw, without this wrapper. */
  public static Throwable unwrap(Throwable thrown) {
    Throwable cause = thrown;
    while (cause instanceof ChainedOperatorException wrapper && wrapper.getCause() != null) {
      cause = wrapper.getCause();
    }
    return cause;
  }
}
