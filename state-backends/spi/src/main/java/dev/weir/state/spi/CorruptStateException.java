package dev.weir.state.spi;

import java.io.Serial;

/** Bytes that were read back are not what was written: damaged, cut short, or of another format. */
public final class CorruptStateException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  public CorruptStateException(String message) {
    super(message);
  }

  public CorruptStateException(String message, Throwable cause) {
    super(message, cause);
  }
}
