package dev.weir.state.contract;

import dev.weir.state.spi.CheckpointStorage;
import dev.weir.state.spi.CorruptStateException;
import dev.weir.state.spi.SnapshotFile;
import dev.weir.state.spi.SnapshotOutput;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.zip.CRC32C;

/** Checkpoint storage in a map, for tests; it can be made to damage, lose and refuse files. */
public final class InMemoryCheckpointStorage implements CheckpointStorage {

  private final ConcurrentSkipListMap<String, byte[]> files = new ConcurrentSkipListMap<>();
  private volatile boolean full;

  /** From now on (or no longer) every write fails as on a full disk. */
  public void full(boolean nowFull) {
    full = nowFull;
  }

  /** Replaces the content of a file behind the back of its readers. */
  public void overwrite(String path, byte[] content) {
    files.put(path, content.clone());
  }

  /** Paths of all files, sorted. */
  public List<String> paths() {
    return List.copyOf(files.keySet());
  }

  @Override
  public String describe() {
    return "memory";
  }

  @Override
  public boolean putIfAbsent(String path, byte[] content) throws IOException {
    refuseIfFull();
    return files.putIfAbsent(inside(path), content.clone()) == null;
  }

  @Override
  public byte[] read(String path) throws IOException {
    byte[] content = files.get(inside(path));
    if (content == null) {
      throw new NoSuchFileException(path);
    }
    return content.clone();
  }

  @Override
  public boolean exists(String path) {
    return files.containsKey(inside(path));
  }

  @Override
  public List<String> list(String directory) {
    String prefix = directoryPrefix(directory);
    return below(prefix).keySet().stream()
        .map(path -> path.substring(prefix.length()))
        .map(rest -> rest.contains("/") ? rest.substring(0, rest.indexOf('/')) : rest)
        .distinct()
        .sorted()
        .toList();
  }

  @Override
  public SnapshotOutput create(String path) throws IOException {
    refuseIfFull();
    return new Output(inside(path));
  }

  @Override
  public InputStream open(SnapshotFile file, long offset) {
    byte[] content = content(file);
    if (offset < 0 || offset > content.length) {
      throw new IllegalArgumentException(
          "offset " + offset + " is outside of file " + file.path() + " of " + content.length);
    }
    return new ByteArrayInputStream(content, (int) offset, content.length - (int) offset);
  }

  @Override
  public void verify(SnapshotFile file) {
    int found = checksum(content(file));
    if (found != file.checksum()) {
      throw new CorruptStateException(
          String.format(
              "File %s has checksum %08x, expected %08x", file.path(), found, file.checksum()));
    }
  }

  @Override
  public void delete(String path) {
    files.remove(inside(path));
  }

  @Override
  public void deleteDirectory(String directory) {
    below(directoryPrefix(directory)).clear();
  }

  @Override
  public void close() {}

  private byte[] content(SnapshotFile file) {
    byte[] content = files.get(inside(file.path()));
    if (content == null) {
      throw new CorruptStateException("File " + file.path() + " is missing");
    }
    if (content.length != file.length()) {
      throw new CorruptStateException(
          "File " + file.path() + " has " + content.length + " bytes, expected " + file.length());
    }
    return content;
  }

  private SortedMap<String, byte[]> below(String prefix) {
    return files.subMap(prefix, prefix + Character.MAX_VALUE);
  }

  private static String directoryPrefix(String directory) {
    return directory.isEmpty() ? "" : inside(directory) + "/";
  }

  private static String inside(String path) {
    for (String name : path.split("/", -1)) {
      if (name.isEmpty() || name.equals(".") || name.equals("..")) {
        throw new IllegalArgumentException("path '" + path + "' is not inside of the storage");
      }
    }
    return path;
  }

  private void refuseIfFull() throws IOException {
    if (full) {
      throw new IOException("No space left in memory storage");
    }
  }

  private static int checksum(byte[] content) {
    CRC32C checksum = new CRC32C();
    checksum.update(content, 0, content.length);
    return (int) checksum.getValue();
  }

  private final class Output extends SnapshotOutput {

    private final String path;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean ended;

    Output(String path) {
      this.path = path;
    }

    @Override
    public long position() {
      return bytes.size();
    }

    @Override
    public void write(int value) throws IOException {
      requireOpen();
      bytes.write(value);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
      requireOpen();
      bytes.write(source, offset, length);
    }

    @Override
    public SnapshotFile finish() throws IOException {
      requireOpen();
      ended = true;
      byte[] content = bytes.toByteArray();
      if (files.putIfAbsent(path, content) != null) {
        throw new FileAlreadyExistsException(path);
      }
      return new SnapshotFile(path, content.length, checksum(content));
    }

    @Override
    public void close() {
      ended = true;
    }

    private void requireOpen() throws IOException {
      if (ended) {
        throw new IOException("File " + path + " is finished or closed");
      }
      refuseIfFull();
    }
  }
}
