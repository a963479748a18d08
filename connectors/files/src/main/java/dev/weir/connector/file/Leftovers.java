package dev.weir.connector.file;

import dev.weir.connector.file.PartFileNames.Owner;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells which hidden files of this operator were left by dead attempts and are in no checkpoint.
 *
 * <p>Two kinds can be told for certain by a writer that starts from checkpoint C:
 *
 * <ol>
 *   <li>Files of a writer whose state in C was given to us, with a number that it had not given out
 *       at C. The writer is dead, or else C would not be restored.
 *   <li>Files of attempts of this submission of the job between the one that made C and ours. They
 *       completed no checkpoint, or else it would be restored in place of C. Without a state from
 *       C, the attempt that made it is not known, and nothing is taken for a leftover; if the job
 *       starts from the beginning, no attempt before ours completed a checkpoint.
 * </ol>
 */
final class Leftovers {

  private final Path base;
  private final PartFileNames names;
  private final WriterId us;
  private final Map<WriterId, Long> nextCounters = new HashMap<>();
  private final int lastAttemptWithCheckpoint;

  private Leftovers(
      Path base, PartFileNames names, WriterId us, Collection<FileWriterState> restored) {
    this.base = base;
    this.names = names;
    this.us = us;
    int attempt = -1;
    for (FileWriterState state : restored) {
      nextCounters.put(state.writer(), state.nextCounter());
      if (state.writer().job().equals(us.job())) {
        attempt = Math.max(attempt, state.writer().attempt());
      }
    }
    this.lastAttemptWithCheckpoint = attempt;
  }

  /** For a writer of a job that starts from the beginning. */
  static Leftovers beforeFirstCheckpoint(Path base, PartFileNames names, WriterId us) {
    return new Leftovers(base, names, us, List.of());
  }

  /** For a writer that was given these states, at least one, of the checkpoint it starts from. */
  static Leftovers after(
      Collection<FileWriterState> restored, Path base, PartFileNames names, WriterId us) {
    return new Leftovers(base, names, us, restored);
  }

  boolean isLeftover(Owner owner) {
    Long nextCounter = nextCounters.get(owner.writer());
    if (nextCounter != null) {
      return owner.counter() >= nextCounter;
    }
    return owner.writer().job().equals(us.job())
        && owner.writer().attempt() > lastAttemptWithCheckpoint
        && owner.writer().attempt() < us.attempt();
  }

  /** Deletes them. Files that others delete at the same time are no error. */
  void delete() throws IOException {
    Files.walkFileTree(
        base,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (names
                .ownerOf(file.getFileName().toString())
                .filter(o -> isLeftover(o))
                .isPresent()) {
              Files.deleteIfExists(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException cause) throws IOException {
            if (cause instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw new IOException("Cannot list output path " + file + ": " + cause, cause);
          }
        });
  }
}
