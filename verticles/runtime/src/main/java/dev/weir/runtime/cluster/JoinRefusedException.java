package dev.weir.runtime.cluster;

import java.io.Serial;

/** This process does not fit the cluster it wants to join; the message says what differs. */
public final class JoinRefusedException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  JoinRefusedException(String message) {
    super(message);
  }
}
