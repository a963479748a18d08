package dev.weir.storage.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Directories whose entries survive a crash of the machine. That a directory is there does not say
 * that its name is durable: whoever made it may have been killed, or still be about to force it. So
 * each is forced once by each process that relies on it.
 */
final class Directories {

  /** Where a directory cannot be opened there is no way, and no need, to force it. */
  private static final boolean CAN_FORCE =
      !System.getProperty("os.name", "").toLowerCase(java.util.Locale.ROOT).startsWith("windows");

  /** A directory that is forgotten is forced once more, no harm done. */
  private static final int MAX_REMEMBERED = 1024;

  private final Set<Path> durable = Collections.synchronizedSet(new LinkedHashSet<>());

  /** Makes a directory and those above it, and the entry of each in its parent durable. */
  void create(Path directory) throws IOException {
    Path parent = directory.getParent();
    if (parent == null || (durable.contains(directory) && Files.isDirectory(directory))) {
      return;
    }
    create(parent);
    if (Files.isDirectory(directory)) {
      forceIfAllowed(parent);
    } else {
      createDirectory(directory);
      force(parent);
    }
    remember(directory);
  }

  private static void createDirectory(Path directory) throws IOException {
    try {
      Files.createDirectory(directory);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(directory)) {
        throw e;
      }
    }
  }

  /** Directories above the storage may be closed to us; then others have made what is in them. */
  private static void forceIfAllowed(Path directory) throws IOException {
    if (Files.isReadable(directory)) {
      force(directory);
    }
  }

  private void remember(Path directory) {
    synchronized (durable) {
      durable.add(directory);
      if (durable.size() > MAX_REMEMBERED) {
        durable.remove(durable.iterator().next());
      }
    }
  }

  /** Makes the entry of a file durable. */
  static void forceParentOf(Path path) throws IOException {
    Path parent = path.getParent();
    if (parent != null) {
      force(parent);
    }
  }

  /** Makes it durable that a file or directory, perhaps with those above it, is gone. */
  static void forceAbsence(Path path) throws IOException {
    Path parent = path.getParent();
    while (parent != null && !Files.isDirectory(parent)) {
      parent = parent.getParent();
    }
    if (parent != null) {
      force(parent);
    }
  }

  /** Makes the entries of a directory durable. */
  static void force(Path directory) throws IOException {
    if (CAN_FORCE) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /** Removes all below, links themselves and not what they lead to. */
  void deleteTree(Path directory) throws IOException {
    durable.removeIf(path -> path.startsWith(directory));
    if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
      Files.walkFileTree(directory, new Deleter());
    }
    forceAbsence(directory);
  }

  /** Another process may be deleting the same tree: what is gone already is no error. */
  private static final class Deleter extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (e instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e)
        throws IOException {
      if (e != null) {
        throw e;
      }
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
