package dev.weir.connector.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Makes the names in directories survive a loss of power; the data of a file is not enough. */
final class DirectorySync {

  private DirectorySync() {}

  /** Where directories cannot be opened (Windows), the file system sees to it by itself. */
  static void sync(Path directory) throws IOException {
    if (!directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      throw new IOException("Cannot sync output directory " + directory + ": " + e, e);
    }
  }

  /** Syncs a directory and those above it up to the parent of {@code base}. */
  static void syncUpTo(Path base, Path directory) throws IOException {
    for (Path at = directory; at != null && at.startsWith(base); at = at.getParent()) {
      sync(at);
    }
    if (base.getParent() != null) {
      sync(base.getParent());
    }
  }
}
