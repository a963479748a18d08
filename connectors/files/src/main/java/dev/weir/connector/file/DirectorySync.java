package dev.weir.connector.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Makes the names in directories survive a loss of power: syncing a file is not enough for that.
 * Remembers which directories have changed, so that each is synced once per checkpoint.
 */
final class DirectorySync {

  private final Set<Path> changed = new LinkedHashSet<>();

  /** A name in this directory was made or changed. */
  void changed(Path directory) {
    changed.add(directory);
  }

  /** A file has this name now. */
  void renamed(Path file) {
    Path directory = file.getParent();
    if (directory != null) {
      changed(directory);
    }
  }

  /** Makes a directory and those above it, where they do not exist. */
  void makeDirectories(Path directory) throws IOException {
    // Not only createDirectories: it refuses a symbolic link to a directory.
    if (Files.isDirectory(directory)) {
      return;
    }
    Path missing = directory;
    for (Path parent = missing.getParent();
        parent != null && Files.notExists(missing);
        parent = missing.getParent()) {
      changed(parent);
      missing = parent;
    }
    Files.createDirectories(directory);
  }

  /** Syncs what has changed since the last call. */
  void sync() throws IOException {
    for (Path directory : changed) {
      sync(directory);
    }
    changed.clear();
  }

  private static void sync(Path directory) throws IOException {
    // Where directories cannot be opened (Windows), the file system sees to it by itself.
    if (!directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      throw new IOException("Cannot sync output directory " + directory + ": " + e, e);
    }
  }
}
