package dev.weir.api.functions;

/** Which checkpoint is taken. */
public interface FunctionSnapshotContext {

  /** The number of the checkpoint; grows over the life of the job. */
  long getCheckpointId();

  /** When the checkpoint was triggered, in milliseconds since the epoch. */
  long getCheckpointTimestamp();
}
