package dev.weir.runtime.storage;

import java.io.Serial;

/** Another coordinator has taken over; this one must do nothing more. */
public final class DeposedException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  DeposedException(String reason) {
    super("this coordinator was replaced: " + reason);
  }
}
