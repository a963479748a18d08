package dev.weir.connector.file;

import java.io.IOException;

/** A part file cannot be written or continued; the message names it. */
final class PartFileException extends IOException {

  private static final long serialVersionUID = 1;

  PartFileException(String message) {
    super(message);
  }

  PartFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
