package dev.weir.state.spi;

/**
 * What snapshot is wanted.
 *
 * @param checkpointId id of the checkpoint or savepoint
 * @param directory where files that belong to this checkpoint alone go, relative to the storage
 *     root
 * @param sharedDirectory where files that later checkpoints may name too go
 * @param form native to the backend, or portable between backends
 */
public record SnapshotRequest(
    long checkpointId, String directory, String sharedDirectory, Form form) {

  /** The form of a snapshot. */
  public enum Form {
    /** Whatever is quickest for the backend; may share files with earlier checkpoints. */
    NATIVE,
    /** {@link CanonicalSnapshot}: readable by every backend; shares no file. */
    CANONICAL
  }
}
