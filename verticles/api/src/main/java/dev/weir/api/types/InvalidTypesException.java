package dev.weir.api.types;

import java.io.Serial;

/** A type could not be found out or cannot be used in this place. The message says what to do. */
public final class InvalidTypesException extends IllegalArgumentException {

  @Serial private static final long serialVersionUID = 1L;

  public InvalidTypesException(String message) {
    super(message);
  }

  public InvalidTypesException(String message, Throwable cause) {
    super(message, cause);
  }
}
