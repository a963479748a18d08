package dev.weir.api.sink;

import dev.weir.api.source.SimpleVersionedSerializer;

/**
 * A {@link Sink} that makes its output visible in two phases. At a checkpoint the writer gives out
 * <i>committables</i> ({@link CommittingSinkWriter#prepareCommit}), which are stored in the
 * checkpoint. Only when the checkpoint is durable are they handed to the {@link Committer}.
 *
 * <p>If the job fails in between, the committables are in the checkpoint it is restored from and
 * are committed then; if the checkpoint was not completed, they are never committed.
 *
 * @param <CommT> the type of the committables
 */
public interface SupportsCommitter<CommT> {

  /** Makes the committer of one subtask. Called on the thread of the subtask. */
  Committer<CommT> createCommitter(CommitterInitContext context) throws Exception;

  /** Writes committables. */
  SimpleVersionedSerializer<CommT> getCommittableSerializer();
}
