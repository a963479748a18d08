package dev.weir.state.spi;

import java.io.Serial;

/** State in a snapshot cannot be read as what the job now declares. The user can mend it. */
public final class IncompatibleStateException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  public IncompatibleStateException(String message) {
    super(message);
  }
}
