package dev.weir.runtime.storage;

import dev.weir.state.spi.CheckpointStorage;
import dev.weir.state.spi.SnapshotFile;
import dev.weir.state.spi.SnapshotOutput;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A checkpoint storage of which this node keeps a copy of what it writes itself. A snapshot file is
 * read from the copy if that is there and has the right checksum, and from the storage otherwise.
 * What goes wrong with a copy is logged and fails nothing.
 *
 * <p>Copies are kept for as long as the latest complete checkpoint, or one after it, names them.
 */
final class LocalBackup implements CheckpointStorage, LocalSnapshots {

  private static final Logger log = LoggerFactory.getLogger(LocalBackup.class);
  private static final int BUFFER_BYTES = 1 << 16;
  private static final String UNFINISHED = ".part";

  private final CheckpointStorage storage;
  private final Path directory;
  private final NavigableMap<Long, Set<String>> pathsByCheckpoint = new TreeMap<>();
  private final Set<String> intact = ConcurrentHashMap.newKeySet();

  LocalBackup(CheckpointStorage storage, Path directory) {
    this.storage = storage;
    this.directory = directory.toAbsolutePath().normalize();
  }

  private Path copyOf(String path) {
    Path copy = directory.resolve(path).normalize();
    if (!copy.startsWith(directory)) {
      throw new IllegalArgumentException("path '" + path + "' leads out of the storage");
    }
    return copy;
  }

  // what is kept

  @Override
  public synchronized void written(long checkpointId, Collection<SnapshotFile> files) {
    Set<String> paths = pathsByCheckpoint.computeIfAbsent(checkpointId, id -> new HashSet<>());
    files.forEach(file -> paths.add(file.path()));
  }

  @Override
  public void completed(long checkpointId) {
    for (String path : noLongerNamed(checkpointId)) {
      drop(path);
    }
  }

  @Override
  public void restoring() {
    intact.clear();
  }

  private synchronized Set<String> noLongerNamed(long completed) {
    NavigableMap<Long, Set<String>> older = pathsByCheckpoint.headMap(completed, false);
    Set<String> unnamed = new HashSet<>();
    older.values().forEach(unnamed::addAll);
    older.clear();
    pathsByCheckpoint.values().forEach(unnamed::removeAll);
    return unnamed;
  }

  private void drop(String path) {
    intact.remove(path);
    try {
      Files.deleteIfExists(copyOf(path));
    } catch (IOException e) {
      log.warn("the local copy of {} stays: {}", path, e.toString());
    }
  }

  // writing

  @Override
  public SnapshotOutput create(String path) throws IOException {
    SnapshotOutput original = storage.create(path);
    Path copy = copyOf(path);
    Path unfinished = copy.resolveSibling(copy.getFileName() + UNFINISHED);
    try {
      Files.createDirectories(unfinished.getParent());
      return new CopiedOutput(original, Files.newOutputStream(unfinished), unfinished, copy);
    } catch (IOException e) {
      log.warn("no local copy of {} can be made: {}", path, e.toString());
      return original;
    }
  }

  // reading

  @Override
  public InputStream open(SnapshotFile file, long offset) throws IOException {
    Path copy = copyOf(file.path());
    if (intact.contains(file.path()) || isIntact(copy, file)) {
      if (intact.add(file.path())) {
        log.info("{} is read from its local copy", file.path());
      }
      try {
        return openCopy(copy, file.path(), offset);
      } catch (IOException e) {
        log.warn(
            "the local copy of {} cannot be opened, it is fetched: {}", file.path(), e.toString());
        intact.remove(file.path());
      }
    }
    return storage.open(file, offset);
  }

  private InputStream openCopy(Path copy, String path, long offset) throws IOException {
    FileChannel channel = FileChannel.open(copy, StandardOpenOption.READ);
    try {
      channel.position(offset);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    return new CopyInput(Channels.newInputStream(channel), path);
  }

  /** Who reads a copy half and cannot go on fails; who tries again is to look at it anew. */
  private final class CopyInput extends FilterInputStream {

    private final String path;

    CopyInput(InputStream copy, String path) {
      super(copy);
      this.path = path;
    }

    @Override
    public int read() throws IOException {
      try {
        return super.read();
      } catch (IOException e) {
        intact.remove(path);
        throw e;
      }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        return super.read(bytes, offset, length);
      } catch (IOException e) {
        intact.remove(path);
        throw e;
      }
    }
  }

  private boolean isIntact(Path copy, SnapshotFile file) {
    if (!Files.exists(copy)) {
      return false;
    }
    try {
      CRC32C checksum = new CRC32C();
      long length = 0;
      byte[] buffer = new byte[BUFFER_BYTES];
      try (InputStream in = Files.newInputStream(copy)) {
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          checksum.update(buffer, 0, read);
          length += read;
        }
      }
      if (length == file.length() && (int) checksum.getValue() == file.checksum()) {
        return true;
      }
      log.warn(
          "the local copy of {} has {} bytes with checksum {}, expected {} with {}; it is fetched",
          file.path(),
          length,
          Long.toHexString(checksum.getValue()),
          file.length(),
          Integer.toHexString(file.checksum()));
    } catch (IOException e) {
      log.warn("the local copy of {} cannot be read, it is fetched: {}", file.path(), e.toString());
    }
    drop(file.path());
    return false;
  }

  // what is not copied

  @Override
  public String describe() {
    return storage.describe();
  }

  @Override
  public boolean putIfAbsent(String path, byte[] content) throws IOException {
    return storage.putIfAbsent(path, content);
  }

  @Override
  public byte[] read(String path) throws IOException {
    return storage.read(path);
  }

  @Override
  public boolean exists(String path) throws IOException {
    return storage.exists(path);
  }

  @Override
  public List<String> list(String path) throws IOException {
    return storage.list(path);
  }

  @Override
  public void verify(SnapshotFile file) throws IOException {
    storage.verify(file);
  }

  @Override
  public void delete(String path) throws IOException {
    drop(path);
    storage.delete(path);
  }

  @Override
  public void deleteDirectory(String path) throws IOException {
    storage.deleteDirectory(path);
  }

  @Override
  public void close() throws IOException {
    storage.close();
  }
}
