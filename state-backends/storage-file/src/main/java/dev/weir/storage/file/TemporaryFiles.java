package dev.weir.storage.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.UUID;

/**
 * Files in the making. All lie in one directory of the storage, so that those of crashed writers
 * are found without walking the tree.
 *
 * <p>Nothing tells a crashed writer from one that hangs, so age decides, by the clock of the file
 * system. A mistake is harmless: a writer whose file was removed cannot publish it and says so.
 */
final class TemporaryFiles {

  /** No writer pauses for so long between two writes and lives. */
  static final Duration ABANDONED_AFTER = Duration.ofHours(6);

  private static final String SUFFIX = ".tmp";

  private static final System.Logger LOG = System.getLogger(TemporaryFiles.class.getName());

  private final Directories directories;
  private final Path directory;
  private final ChannelOpener opener;

  /** Opens a new file for writing; a place for tests to put a disk that fails. */
  @FunctionalInterface
  interface ChannelOpener {
    FileChannel open(Path newFile) throws IOException;
  }

  TemporaryFiles(Path root, Directories directories, ChannelOpener opener) {
    this.directories = directories;
    this.directory = root.resolve(StoragePaths.RESERVED + "tmp");
    this.opener = opener;
  }

  Path directory() {
    return directory;
  }

  /** A name that nobody else has. */
  Path next() throws IOException {
    directories.create(directory);
    return directory.resolve(UUID.randomUUID() + SUFFIX);
  }

  FileChannel open(Path newFile) throws IOException {
    return opener.open(newFile);
  }

  /**
   * Removes a file, published or not. If that fails, it goes when it has been left alone for {@link
   * #ABANDONED_AFTER}: what was written is neither more nor less durable for it.
   */
  void discard(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "Temporary file {0} is left behind: {1}", file, e);
    }
  }

  /** Removes what was not written to for {@link #ABANDONED_AFTER} before {@code now}. */
  void removeAbandoned(FileTime now) throws IOException {
    long oldest = now.toMillis() - ABANDONED_AFTER.toMillis();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
      for (Path file : files) {
        if (lastWrite(file, now).toMillis() < oldest) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private static FileTime lastWrite(Path file, FileTime now) throws IOException {
    try {
      return Files.getLastModifiedTime(file);
    } catch (NoSuchFileException e) {
      return now; // published or removed by its writer in the meantime
    }
  }
}
