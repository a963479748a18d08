package dev.weir.protocol.checkpoint;

/**
 * Why a checkpoint was not completed.
 *
 * <p>A reason that counts is held against the number of tolerable failures: it says that
 * checkpoints do not work. The others say that this one was not wanted any more or came at a bad
 * moment.
 */
public enum CheckpointFailureReason {
  EXPIRED(true, "not acknowledged by all subtasks in time"),
  DECLINED(true, "a subtask declined it"),
  SNAPSHOT_FAILED(true, "a subtask could not take its snapshot"),
  SNAPSHOT_WRITE_FAILED(true, "a subtask could not write its snapshot to storage"),
  MANIFEST_NOT_STORED(true, "its manifest could not be written"),
  ALIGNMENT_SUPERSEDED(false, "a newer barrier arrived before all barriers of this one had"),
  SUBSUMED(false, "a newer checkpoint was completed first"),
  SUBTASK_NOT_READY(false, "a subtask was not ready for it"),
  SUBTASK_CLOSING(false, "a subtask was closing"),
  TRIGGER_FAILED(false, "it could not be triggered"),
  TOO_MANY_REQUESTS(false, "too many requests are waiting"),
  NOT_RUNNING(false, "the job is not running"),
  JOB_ENDING(false, "the job is already stopping or finishing"),
  ATTEMPT_ENDED(false, "the attempt ended"),
  DEPOSED(false, "the coordinator was replaced");

  private final boolean counts;
  private final String text;

  CheckpointFailureReason(boolean counts, String text) {
    this.counts = counts;
    this.text = text;
  }

  public boolean countsAgainstTolerable() {
    return counts;
  }

  /** In words, to follow "checkpoint 17 failed: ". */
  public String text() {
    return text;
  }
}
