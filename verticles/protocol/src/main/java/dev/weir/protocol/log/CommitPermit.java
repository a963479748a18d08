package dev.weir.protocol.log;

import dev.weir.protocol.checkpoint.CheckpointKind;

/**
 * The permission to make visible what belongs to a checkpoint and to those before it. Only {@link
 * LoggedEntry#commitPermit} makes one: what is not durable cannot be committed. It may be carried
 * to another process ({@link #received}).
 */
public final class CommitPermit {

  private final long checkpointId;
  private final CheckpointKind kind;

  CommitPermit(long checkpointId, CheckpointKind kind) {
    this.checkpointId = checkpointId;
    this.kind = kind;
  }

  /** The permit that another process was given; for the codec that carries it, and nobody else. */
  public static CommitPermit received(long checkpointId, CheckpointKind kind) {
    if (checkpointId < 1) {
      throw new IllegalArgumentException("checkpoint ids start at 1, found " + checkpointId);
    }
    return new CommitPermit(checkpointId, kind);
  }

  public long checkpointId() {
    return checkpointId;
  }

  public CheckpointKind kind() {
    return kind;
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof CommitPermit other
        && checkpointId == other.checkpointId
        && kind == other.kind;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(checkpointId);
  }

  @Override
  public String toString() {
    return "permit for " + kind + " " + checkpointId;
  }
}
