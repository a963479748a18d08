package dev.weir.protocol.coordinator;

import static java.util.Objects.requireNonNull;

import dev.weir.protocol.checkpoint.CheckpointFailureReason;

/** What became of a request for a checkpoint or savepoint. */
public sealed interface RequestResult {

  <R> R accept(Visitor<R> visitor);

  /** One method for each result. */
  interface Visitor<R> {
    R completed(Completed result);

    R failed(Failed result);
  }

  /**
   * It exists.
   *
   * @param directory where, relative to the storage root
   */
  record Completed(long checkpointId, String directory) implements RequestResult {
    public Completed {
      requireNonNull(directory, "directory is null");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.completed(this);
    }
  }

  /**
   * There is none.
   *
   * @param message what failed, with all that is known
   */
  record Failed(CheckpointFailureReason reason, String message) implements RequestResult {
    public Failed {
      requireNonNull(reason, "reason is null");
      requireNonNull(message, "message is null");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.failed(this);
    }
  }
}
