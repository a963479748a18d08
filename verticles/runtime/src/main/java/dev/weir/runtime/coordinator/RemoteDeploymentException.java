package dev.weir.runtime.coordinator;

import dev.weir.protocol.FailureCause;
import java.io.Serial;

/** A node could not deploy its part of an attempt; what was thrown there stays there. */
public final class RemoteDeploymentException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final transient FailureCause failure;

  public RemoteDeploymentException(FailureCause failure) {
    super(failure.message());
    this.failure = failure;
  }

  FailureCause failure() {
    return failure;
  }
}
