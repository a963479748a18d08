package dev.weir.protocol.log;

import static java.util.Objects.requireNonNull;

import dev.weir.protocol.checkpoint.CheckpointKind;

/**
 * A checkpoint or savepoint that exists.
 *
 * @param entryNumber where in the log it stands
 * @param timestamp when it was triggered, in milliseconds
 * @param manifest path of its manifest
 * @param proof its entry
 */
public record LoggedCheckpoint(
    long entryNumber,
    long checkpointId,
    CheckpointKind kind,
    long timestamp,
    String manifest,
    LoggedEntry proof) {

  public LoggedCheckpoint {
    requireNonNull(kind, "kind is null");
    requireNonNull(manifest, "manifest is null");
    requireNonNull(proof, "proof is null");
  }
}
