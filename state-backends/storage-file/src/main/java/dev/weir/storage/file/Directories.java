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
import org.jspecify.annotations.Nullable;

/** Directories whose entries survive a crash of the machine. */
final class Directories {

  /** Where a directory cannot be opened there is no way, and no need, to force it. */
  private static final boolean CAN_FORCE =
      !System.getProperty("os.name", "").toLowerCase(java.util.Locale.ROOT).startsWith("windows");

  private Directories() {}

  /** Makes a directory and those above it, and the entry of each in its parent durable. */
  static void create(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path parent = directory.getParent();
    if (parent != null) {
      create(parent);
    }
    try {
      Files.createDirectory(directory);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(directory)) {
        throw e;
      }
    }
    forceParentOf(directory);
  }

  /** Makes the entry of a file or directory, or that it is gone, durable. */
  static void forceParentOf(Path path) throws IOException {
    Path parent = path.getParent();
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
  static void deleteTree(Path directory) throws IOException {
    if (Files.notExists(directory, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(directory, new Deleter());
    forceParentOf(directory);
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
