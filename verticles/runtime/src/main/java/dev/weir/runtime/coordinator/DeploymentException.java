package dev.weir.runtime.coordinator;

import dev.weir.protocol.SubtaskId;
import java.io.Serial;

/** Which subtask of an attempt could not be deployed, and why. */
public final class DeploymentException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final transient SubtaskId subtask;

  public DeploymentException(SubtaskId subtask, Throwable cause) {
    super(subtask + " could not be started: " + cause, cause);
    this.subtask = subtask;
  }

  public SubtaskId subtask() {
    return subtask;
  }
}
