package dev.weir.runtime.subtask;

import java.io.Serial;

/** An operator failed before it could take its snapshot, and may have lost what it held. */
final class SnapshotPreparationException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  SnapshotPreparationException(long checkpointId, Exception cause) {
    super("an operator could not prepare for checkpoint " + checkpointId + ": " + cause, cause);
  }
}
