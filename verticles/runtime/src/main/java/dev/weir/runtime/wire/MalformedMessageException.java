package dev.weir.runtime.wire;

import java.io.Serial;

/** The bytes of a message are not what this node can read: damaged, or of another version. */
public final class MalformedMessageException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  MalformedMessageException(String message) {
    super(message);
  }

  MalformedMessageException(String message, Throwable cause) {
    super(message, cause);
  }
}
