package dev.weir.runtime.wire;

import dev.weir.protocol.FailureCause;
import java.io.Serial;

/**
 * What was thrown on another node, as text: its message, then its stack trace as printed there. No
 * stack of this node is of any use.
 */
public final class RemoteFailureException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  public RemoteFailureException(FailureCause cause) {
    super(
        "on another node: " + (cause.detail().isBlank() ? cause.message() : cause.detail()),
        null,
        true,
        false);
  }
}
