package dev.weir.runtime.cluster;

import java.io.Serial;

/** A node that was to do something is no longer there. */
final class NodeLostException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  NodeLostException(String message) {
    super(message);
  }
}
