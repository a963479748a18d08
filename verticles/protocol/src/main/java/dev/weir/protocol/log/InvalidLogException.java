package dev.weir.protocol.log;

import java.io.Serial;

/** What was found in the log directory cannot be the log of one run. */
public final class InvalidLogException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  public InvalidLogException(String message) {
    super(message);
  }
}
