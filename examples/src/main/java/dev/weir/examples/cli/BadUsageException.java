package dev.weir.examples.cli;

import java.io.Serial;

/** What was asked for makes no sense as things are; the message says why and what to do. */
public final class BadUsageException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  public BadUsageException(String message) {
    super(message);
  }
}
