package dev.weir.protocol.restore;

import java.io.Serial;

/** A checkpoint does not fit the job; the message says what, for all operators concerned. */
public final class RestoreRefusedException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  public RestoreRefusedException(String message) {
    super(message);
  }
}
