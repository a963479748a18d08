package dev.weir.api.windowing.windows;

import java.io.Serializable;

/**
 * A piece of a stream. Windows are told apart by {@code equals}: a window of the program's own must
 * override {@code equals} and {@code hashCode}, and must not change.
 */
public abstract class Window implements Serializable {

  private static final long serialVersionUID = 1L;

  /** For subclasses. */
  protected Window() {}

  /** The last millisecond that belongs to the window, which its results bear as timestamp. */
  public abstract long maxTimestamp();
}
