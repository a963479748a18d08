package dev.weir.protocol.pacing;

import static java.util.Objects.requireNonNull;

import dev.weir.protocol.checkpoint.CheckpointKind;
import java.util.Optional;

/**
 * Somebody wants a checkpoint.
 *
 * @param requestId who is to be answered; empty for the coordinator's own checkpoints
 * @param directory where a savepoint goes, relative to the storage root; empty for the default
 */
public record TriggerRequest(
    CheckpointKind kind, Optional<String> requestId, Optional<String> directory) {

  public static final TriggerRequest PERIODIC =
      new TriggerRequest(CheckpointKind.CHECKPOINT, Optional.empty(), Optional.empty());

  public static final TriggerRequest FINAL =
      new TriggerRequest(CheckpointKind.FINAL_CHECKPOINT, Optional.empty(), Optional.empty());

  public TriggerRequest {
    requireNonNull(kind, "kind is null");
    requireNonNull(requestId, "requestId is null");
    requireNonNull(directory, "directory is null");
  }

  public static TriggerRequest of(CheckpointKind kind, String requestId) {
    return new TriggerRequest(kind, Optional.of(requestId), Optional.empty());
  }

  public TriggerRequest into(String newDirectory) {
    return new TriggerRequest(kind, requestId, Optional.of(newDirectory));
  }
}
