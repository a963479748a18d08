package dev.weir.runtime.job;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory of this process's own for working files. It is locked for as long as the process
 * lives, so that what a killed process left behind can be told from what a living one uses, and is
 * removed by the next one that starts.
 *
 * <p>The file {@code lock} in it is locked before it has that name. A directory without it is being
 * made, and left alone.
 */
public final class LocalDirectory implements Closeable {

  private static final Logger log = LoggerFactory.getLogger(LocalDirectory.class);
  private static final String PREFIX = "weir-node-";
  private static final String LOCK = "lock";
  private static final String LOCK_TO_BE = "lock.new";

  /** Those of this process are not looked at: on some systems that alone would unlock them. */
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

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
      OWN.add(path);
      return new LocalDirectory(path, lock(path));
    } catch (IOException e) {
      throw new IOException("state.local-dir " + parent + " cannot be used: " + e, e);
    }
  }

  private static FileChannel lock(Path path) throws IOException {
    Path lock = path.resolve(LOCK_TO_BE);
    FileChannel channel =
        FileChannel.open(lock, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() == null) {
        throw new IOException(lock + " is locked by another process");
      }
      Files.move(lock, path.resolve(LOCK), StandardCopyOption.ATOMIC_MOVE);
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  public Path path() {
    return path;
  }

  /** Removes it while it is locked: nobody else does so at the same time. */
  @Override
  public void close() throws IOException {
    try (lockFile) {
      remove(path);
    } finally {
      OWN.remove(path);
    }
  }

  private static void removeAbandoned(Path parent) throws IOException {
    try (DirectoryStream<Path> siblings = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path sibling : siblings) {
        if (!OWN.contains(sibling) && Files.exists(sibling.resolve(LOCK))) {
          removeIfAbandoned(sibling);
        }
      }
    }
  }

  /** Others may be about to remove it, too: whoever has the lock does it. */
  private static void removeIfAbandoned(Path directory) throws IOException {
    try (FileChannel channel =
        FileChannel.open(directory.resolve(LOCK), StandardOpenOption.WRITE)) {
      if (channel.tryLock() != null) {
        remove(directory);
        log.info("removed {}, which a process that is no more had left", directory);
      }
    } catch (OverlappingFileLockException | NoSuchFileException | AccessDeniedException e) {
      log.debug("{} is left alone: {}", directory, e.toString());
    }
  }

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path file : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
