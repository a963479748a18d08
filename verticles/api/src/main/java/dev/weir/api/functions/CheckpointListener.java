package dev.weir.api.functions;

/**
 * Is told what became of a checkpoint. Implemented by functions and by the parts of sources. Called
 * on the thread of the subtask, between records.
 *
 * <p>A notification may be skipped (after a failure) or late; one checkpoint is reported at most
 * once per attempt.
 */
public interface CheckpointListener {

  /** The checkpoint is durable: a restore begins from this one or a later one. */
  void notifyCheckpointComplete(long checkpointId) throws Exception;

  /** The checkpoint was given up. Later checkpoints include what this one would have held. */
  default void notifyCheckpointAborted(long checkpointId) throws Exception {}
}
