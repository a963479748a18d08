package dev.weir.connector.file;

import dev.weir.api.sink.Committer;
import dev.weir.connector.file.FileSinkCommittable.ContinuedFile;
import dev.weir.connector.file.FileSinkCommittable.PendingFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;

/** Moves pending files to their visible names. Has no state, so any subtask may commit for any. */
final class FileSinkCommitter implements Committer<FileSinkCommittable> {

  private enum Outcome {
    COMMITTED,
    ALREADY_COMMITTED
  }

  @Override
  public void commit(Collection<CommitRequest<FileSinkCommittable>> requests) throws IOException {
    DirectorySync directories = new DirectorySync();
    for (CommitRequest<FileSinkCommittable> request : requests) {
      if (request.getCommittable() instanceof PendingFile pending) {
        try {
          if (commit(pending) == Outcome.ALREADY_COMMITTED) {
            request.signalAlreadyCommitted();
          }
          // Also for the second commit: a crash may have come between the first and its sync.
          directories.renamed(Path.of(pending.visible()));
        } catch (InconsistentOutputException e) {
          request.signalFailedWithKnownReason(e);
        }
      } else if (request.getCommittable() instanceof ContinuedFile continued) {
        Files.deleteIfExists(Path.of(continued.hidden()));
      }
    }
    directories.sync();
  }

  private static Outcome commit(PendingFile pending) throws IOException {
    Path hidden = Path.of(pending.hidden());
    Path visible = Path.of(pending.visible());
    long found;
    try {
      found = Files.size(hidden);
    } catch (NoSuchFileException e) {
      return alreadyCommitted(pending);
    }
    if (found != pending.length()) {
      throw new InconsistentOutputException(
          "Cannot commit "
              + pending.visible()
              + ": expected "
              + pending.length()
              + " bytes in "
              + pending.hidden()
              + ", found "
              + found);
    }
    if (Files.exists(visible)) {
      return refuseToReplace(pending);
    }
    try {
      Files.move(hidden, visible, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      return alreadyCommitted(pending); // another attempt has committed it in this moment
    } catch (IOException e) {
      throw new IOException("Cannot commit " + pending.visible() + ": " + e, e);
    }
    return Outcome.COMMITTED;
  }

  private static Outcome alreadyCommitted(PendingFile pending) throws IOException {
    if (Files.exists(Path.of(pending.visible()))) {
      return Outcome.ALREADY_COMMITTED;
    }
    throw new InconsistentOutputException(
        "Cannot commit "
            + pending.visible()
            + ": neither it nor "
            + pending.hidden()
            + " exists; expected one of them with "
            + pending.length()
            + " bytes");
  }

  private static Outcome refuseToReplace(PendingFile pending) throws IOException {
    if (Files.notExists(Path.of(pending.hidden()))) {
      return Outcome.ALREADY_COMMITTED; // another attempt has committed it since we looked
    }
    throw new InconsistentOutputException(
        "Cannot commit "
            + pending.visible()
            + ": it exists already, and so does "
            + pending.hidden()
            + "; expected only one of them");
  }

  @Override
  public void close() {}

  /** The files are not as any crash could have left them: somebody else has touched them. */
  private static final class InconsistentOutputException extends IOException {

    private static final long serialVersionUID = 1;

    InconsistentOutputException(String message) {
      super(message);
    }
  }
}
