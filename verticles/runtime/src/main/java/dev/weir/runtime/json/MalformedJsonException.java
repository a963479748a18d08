package dev.weir.runtime.json;

import java.io.Serial;

/** JSON of somebody else is not what was expected; the message names the field. */
public final class MalformedJsonException extends IllegalArgumentException {

  @Serial private static final long serialVersionUID = 1L;

  public MalformedJsonException(String message) {
    super(message);
  }
}
