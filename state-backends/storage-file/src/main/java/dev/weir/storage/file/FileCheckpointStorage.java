package dev.weir.storage.file;

import dev.weir.state.spi.CheckpointStorage;
import dev.weir.state.spi.CorruptStateException;
import dev.weir.state.spi.SnapshotFile;
import dev.weir.state.spi.SnapshotOutput;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A directory tree. Files are written under a temporary name, forced to disk and then linked to
 * their own name, which fails if it is taken; directories are forced too. The root also holds
 * {@code .weir-tmp}, where files in the making are.
 *
 * <p>Symbolic links below the root are refused: they could lead out of it. Safe for many threads,
 * and for many processes where the file system keeps {@code link(2)} atomic (local ones and NFS
 * do).
 */
public final class FileCheckpointStorage implements CheckpointStorage {

  private static final int BUFFER_BYTES = 128 * 1024;

  private final StoragePaths paths;
  private final Directories directories;
  private final TemporaryFiles temporaries;
  private final Publisher publisher;

  FileCheckpointStorage(
      StoragePaths paths,
      Directories directories,
      TemporaryFiles temporaries,
      Publisher publisher) {
    this.paths = paths;
    this.directories = directories;
    this.temporaries = temporaries;
    this.publisher = publisher;
  }

  /**
   * Opens a directory; makes it if need be, proves that it can be written, and removes what writers
   * that crashed have left.
   *
   * @throws IOException with a message that names the directory and what is wrong with it
   */
  public static FileCheckpointStorage open(Path root) throws IOException {
    return open(
        root,
        newFile ->
            FileChannel.open(newFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  static FileCheckpointStorage open(Path root, TemporaryFiles.ChannelOpener opener)
      throws IOException {
    return Probe.open(root, opener);
  }

  @Override
  public String describe() {
    return paths.root().toUri().toString();
  }

  @Override
  public boolean putIfAbsent(String path, byte[] content) throws IOException {
    Path target = paths.file(path);
    Path temporary = temporaries.next();
    try {
      writeAll(temporary, content);
      boolean named = publisher.name(temporary, target);
      Directories.forceParentOf(target);
      return named;
    } catch (IOException e) {
      throw WriteFailure.of(path, target, content.length, e);
    } finally {
      temporaries.discard(temporary);
    }
  }

  @Override
  public byte[] read(String path) throws IOException {
    Path file = paths.file(path);
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException | NotDirectoryException e) {
      throw missing(path, file, e);
    }
  }

  @Override
  public boolean exists(String path) throws IOException {
    return Files.exists(paths.file(path), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public List<String> list(String directory) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(paths.directory(directory))) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        if (!name.startsWith(StoragePaths.RESERVED)) {
          names.add(name);
        }
      }
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (java.nio.file.DirectoryIteratorException e) {
      throw e.getCause();
    }
    Collections.sort(names);
    return names;
  }

  @Override
  public SnapshotOutput create(String path) throws IOException {
    Path target = paths.file(path);
    try {
      Path temporary = temporaries.next();
      FileChannel channel = openNew(temporary);
      return new FileSnapshotOutput(path, target, temporary, channel, temporaries, publisher);
    } catch (IOException e) {
      throw WriteFailure.of(path, target, 0, e);
    }
  }

  private FileChannel openNew(Path temporary) throws IOException {
    try {
      return temporaries.open(temporary);
    } catch (IOException e) {
      temporaries.discard(temporary);
      throw e;
    }
  }

  @Override
  public InputStream open(SnapshotFile file, long offset) throws IOException {
    FileChannel channel = openChecked(file);
    try {
      channel.position(offset);
      return new BufferedInputStream(Channels.newInputStream(channel), BUFFER_BYTES);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public void verify(SnapshotFile file) throws IOException {
    CRC32C checksum = new CRC32C();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = Channels.newInputStream(openChecked(file))) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        checksum.update(buffer, 0, read);
      }
    }
    if ((int) checksum.getValue() != file.checksum()) {
      throw new CorruptStateException(
          String.format(
              "File '%s' in %s is damaged: found CRC-32C %08x, expected %08x",
              file.path(), describe(), (int) checksum.getValue(), file.checksum()));
    }
  }

  @Override
  public void delete(String path) throws IOException {
    Path file = paths.file(path);
    Files.deleteIfExists(file);
    Directories.forceAbsence(file);
  }

  @Override
  public void deleteDirectory(String directory) throws IOException {
    directories.deleteTree(paths.file(directory));
  }

  /** Nothing is held open between calls. */
  @Override
  public void close() {}

  private void writeAll(Path newFile, byte[] content) throws IOException {
    try (FileChannel channel = temporaries.open(newFile)) {
      java.nio.ByteBuffer bytes = java.nio.ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private FileChannel openChecked(SnapshotFile file) throws IOException {
    FileChannel channel;
    try {
      channel =
          FileChannel.open(
              paths.file(file.path()), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException | NotDirectoryException e) {
      throw new CorruptStateException(
          String.format(
              "File '%s' is missing in %s; expected %d bytes",
              file.path(), describe(), file.length()),
          e);
    }
    try {
      requireLength(file, channel.size());
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
    return channel;
  }

  private void requireLength(SnapshotFile file, long found) {
    if (found != file.length()) {
      throw new CorruptStateException(
          String.format(
              "File '%s' in %s is damaged: found %d bytes, expected %d",
              file.path(), describe(), found, file.length()));
    }
  }

  private static NoSuchFileException missing(String path, Path file, IOException cause) {
    NoSuchFileException missing = new NoSuchFileException(path, null, "there is no " + file);
    missing.initCause(cause);
    return missing;
  }
}
