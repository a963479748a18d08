package dev.weir.storage.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Gives a finished temporary file its name, unless there is a file of that name. The file system
 * decides who comes first, so this holds between processes and machines.
 */
sealed interface Publisher {

  /**
   * Makes the directory of {@code target} and names the file, which must have been forced. The name
   * is not durable before {@link Directories#forceParentOf}; also not if the answer is false, since
   * whoever took it may still be about to force it, or be dead.
   *
   * @return false if the target exists; it is untouched
   */
  boolean name(Path temporary, Path target) throws IOException;

  /** {@code link(2)} fails if the target exists and never shows part of a file. */
  record ByHardLink(Directories directories) implements Publisher {

    @Override
    public boolean name(Path temporary, Path target) throws IOException {
      Path directory = parentOf(target);
      for (int attempt = 1; ; attempt++) {
        directories.create(directory);
        try {
          Files.createLink(target, temporary);
          return true;
        } catch (NoSuchFileException e) {
          throwUnlessDirectoryWentAway(temporary, attempt, e);
        } catch (IOException e) {
          return isLinked(temporary, target, e);
        }
      }
    }

    /**
     * A file server that lost its answer carries the request out again, and then reports that the
     * name is taken: by this very file.
     */
    private static boolean isLinked(Path temporary, Path target, IOException e) throws IOException {
      if (Files.exists(target, LinkOption.NOFOLLOW_LINKS) && Files.isSameFile(temporary, target)) {
        return true;
      }
      if (e instanceof FileAlreadyExistsException) {
        return false;
      }
      throw e;
    }
  }

  /**
   * For file systems without hard links (FAT, some mounts of network and cloud storage). Creating
   * the target itself with O_EXCL would show readers an empty or half-written file, and a crash
   * would leave it so for ever; a claim file beside it would block its name for ever after a crash.
   * So writers take an advisory lock on one file of the storage, look whether the target is there,
   * and rename. The lock ends with its process. This holds between machines only where the file
   * system's locks do.
   */
  record ByLockedRename(Directories directories, Path lockFile) implements Publisher {

    @Override
    public boolean name(Path temporary, Path target) throws IOException {
      Path directory = parentOf(target);
      // A file lock belongs to the whole process, and closing any channel of the file ends it.
      synchronized (ByLockedRename.class) {
        try (FileChannel channel =
                FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.lock()) {
          if (!lock.isValid()) {
            throw new IOException("the lock on " + lockFile + " was lost");
          }
          return renameIfAbsent(temporary, target, directory);
        }
      }
    }

    private boolean renameIfAbsent(Path temporary, Path target, Path directory) throws IOException {
      directories.create(directory);
      if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        return false;
      }
      try {
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        requireMoved(temporary, target, e);
      }
      return true;
    }
  }

  /** The answer may have been lost; nobody else takes the name while the lock is held. */
  private static void requireMoved(Path temporary, Path target, IOException e) throws IOException {
    if (Files.exists(temporary) || !Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw e;
    }
  }

  private static Path parentOf(Path target) throws IOException {
    Path parent = target.getParent();
    if (parent == null) {
      throw new IOException(target + " has no parent");
    }
    return parent;
  }

  /** Somebody may delete the directory between making it and linking into it: make it again. */
  private static void throwUnlessDirectoryWentAway(
      Path temporary, int attempt, NoSuchFileException e) throws IOException {
    if (Files.notExists(temporary)) {
      throw new IOException(
          "its temporary file " + temporary + " was removed, as that of a crashed writer is", e);
    }
    if (attempt == 3) {
      throw e;
    }
  }
}
