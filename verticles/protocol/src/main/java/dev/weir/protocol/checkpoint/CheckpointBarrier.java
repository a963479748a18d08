package dev.weir.protocol.checkpoint;

import static java.util.Objects.requireNonNull;

/**
 * Divides the records of a channel into those that belong to a checkpoint and those that come
 * after.
 *
 * @param checkpointId from 1, rising over all attempts of a run
 * @param timestamp when the coordinator triggered it, in milliseconds
 * @param directory where files that belong to this checkpoint alone go, relative to the storage
 *     root
 */
public record CheckpointBarrier(
    long checkpointId, long timestamp, CheckpointKind kind, String directory) {

  public CheckpointBarrier {
    requireNonNull(kind, "kind is null");
    requireNonNull(directory, "directory is null");
    if (checkpointId < 1) {
      throw new IllegalArgumentException("checkpoint ids start at 1, found " + checkpointId);
    }
  }
}
