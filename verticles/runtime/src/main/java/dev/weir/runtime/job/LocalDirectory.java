package dev.weir.runtime.job;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory of this process's own for working files. It is locked for as long as the process
 * lives, so that what a killed process left behind can be told from what a living one uses, and is
 * removed by the next one that starts.
 */
public final class LocalDirectory implements Closeable {

  private static final Logger log = LoggerFactory.getLogger(LocalDirectory.class);
  private static final String PREFIX = "weir-node-";
  private static final String LOCK = "lock";

  private final Path path;
  private final FileChannel lockFile;

  private LocalDirectory(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  /**
   * Makes one below a directory, and removes those of dead processes there.
   *
   * @throws IOException if it cannot be made; the message names the directory
   */
  public static LocalDirectory create(Path parent) throws IOException {
    try {
      Files.createDirectories(parent);
      removeAbandoned(parent);
      Path path = Files.createTempDirectory(parent, PREFIX);
      FileChannel lockFile = open(path.resolve(LOCK));
      if (tryLock(lockFile) == null) {
        lockFile.close();
        throw new IOException(path + " is locked by another process");
      }
      return new LocalDirectory(path, lockFile);
    } catch (IOException e) {
      throw new IOException("state.local-dir " + parent + " cannot be used: " + e, e);
    }
  }

  public Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
    remove(path);
  }

  private static void removeAbandoned(Path parent) throws IOException {
    try (DirectoryStream<Path> siblings = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path sibling : siblings) {
        if (Files.exists(sibling.resolve(LOCK)) && isAbandoned(sibling)) {
          remove(sibling);
          log.info("removed {}, which a process that is no more had left", sibling);
        }
      }
    }
  }

  private static boolean isAbandoned(Path directory) {
    try (FileChannel channel = open(directory.resolve(LOCK))) {
      return tryLock(channel) != null;
    } catch (IOException e) {
      log.debug("{} is left alone: {}", directory, e.toString());
      return false;
    }
  }

  private static FileChannel open(Path lock) throws IOException {
    return FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /** Null if another process, or this one through another channel, holds it. */
  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path file : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
