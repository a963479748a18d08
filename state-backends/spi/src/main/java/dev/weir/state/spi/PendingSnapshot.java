package dev.weir.state.spi;

import java.io.IOException;

/**
 * The asynchronous part of a snapshot. Exactly one of {@link #write} and {@link #discard} is
 * called, once, on a snapshot worker.
 */
public interface PendingSnapshot<S> {

  /**
   * Writes what was captured; all of it is durable on return.
   *
   * @throws IOException if it could not be written; what was created may be left behind and is
   *     removed with the checkpoint's directory, files in the shared directory the implementation
   *     removes itself
   */
  S write() throws IOException;

  /** Gives up what was captured. */
  void discard();
}
