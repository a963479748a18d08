package dev.weir.api.sink;

import java.util.Collection;

/**
 * Makes prepared output visible.
 *
 * <p><b>A commit may be repeated.</b> After a crash between a commit and the next checkpoint, the
 * same committables are committed again, possibly by another subtask on another node. So a commit
 * must be idempotent: what was committed before is reported by {@link
 * CommitRequest#signalAlreadyCommitted()} or simply accepted; it is never an error and never makes
 * a second copy.
 */
public interface Committer<CommT> extends AutoCloseable {

  /**
   * Commits. Called on the thread of the subtask, after the checkpoint that holds the committables
   * was made durable, in the order of the checkpoints; may block. A request that is neither marked
   * for retry nor failed counts as committed. An exception fails the attempt; the commit is
   * repeated after the restore.
   */
  void commit(Collection<CommitRequest<CommT>> committables) throws Exception;

  @Override
  void close() throws Exception;

  /** One committable, and what became of it. */
  interface CommitRequest<CommT> {

    /** What to commit. */
    CommT getCommittable();

    /** How often this was tried before in this attempt of the job. */
    int getNumberOfRetries();

    /** It was committed before: nothing to do. */
    void signalAlreadyCommitted();

    /** It failed, but may succeed later: try again. */
    void retryLater();

    /** It failed, but {@code committable} in its place may succeed later. */
    void updateAndRetryLater(CommT committable);

    /**
     * It can never be committed, for a reason the sink understands. The attempt fails with this
     * cause; output is never dropped with a mere log line.
     */
    void signalFailedWithKnownReason(Throwable cause);

    /**
     * It can never be committed, for a reason nobody foresaw. The attempt fails with this cause.
     */
    void signalFailedWithUnknownReason(Throwable cause);
  }
}
