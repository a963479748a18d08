package dev.weir.runtime.jobs;

import dev.weir.runtime.storage.Storages;
import dev.weir.state.spi.CheckpointStorage;
import dev.weir.state.spi.CheckpointStorageFactory;
import dev.weir.state.spi.SnapshotFile;
import dev.weir.state.spi.SnapshotOutput;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A file storage, below {@code faulty:<directory>}, of which a test decides what it refuses. */
public final class FaultyStorage implements CheckpointStorage {

  private static final Map<String, Faults> FAULTS = new ConcurrentHashMap<>();

  private final CheckpointStorage files;
  private final String root;

  private FaultyStorage(CheckpointStorage files, String root) {
    this.files = files;
    this.root = root;
  }

  /** What goes wrong with a write. Called on the thread that writes. */
  @FunctionalInterface
  public interface Faults {
    /**
     * Called before a file is written, and for an atomic one also after it.
     *
     * @throws IOException to let the write fail
     */
    void onWrite(String path, boolean done) throws IOException;

    /** Called before a snapshot file is read. */
    default void onOpen(SnapshotFile file) {}
  }

  /** The URI of a storage below a directory, with faults. */
  public static String uri(Path directory, Faults faults) {
    String root = directory.toAbsolutePath().toString();
    FAULTS.put(root, faults);
    return "faulty:" + root;
  }

  /** Makes storages for the scheme {@code faulty}. */
  public static final class Factory implements CheckpointStorageFactory {
    @Override
    public String scheme() {
      return "faulty";
    }

    @Override
    public CheckpointStorage open(URI root) throws IOException {
      String directory = root.getSchemeSpecificPart();
      return new FaultyStorage(Storages.open(directory), directory);
    }
  }

  private void write(String path, boolean done) throws IOException {
    Faults faults = FAULTS.get(root);
    if (faults != null) {
      faults.onWrite(path, done);
    }
  }

  @Override
  public String describe() {
    return "faulty:" + root;
  }

  @Override
  public boolean putIfAbsent(String path, byte[] content) throws IOException {
    write(path, false);
    boolean put = files.putIfAbsent(path, content);
    write(path, true);
    return put;
  }

  @Override
  public SnapshotOutput create(String path) throws IOException {
    write(path, false);
    return files.create(path);
  }

  @Override
  public byte[] read(String path) throws IOException {
    return files.read(path);
  }

  @Override
  public boolean exists(String path) throws IOException {
    return files.exists(path);
  }

  @Override
  public List<String> list(String directory) throws IOException {
    return files.list(directory);
  }

  @Override
  public InputStream open(SnapshotFile file, long offset) throws IOException {
    Faults faults = FAULTS.get(root);
    if (faults != null) {
      faults.onOpen(file);
    }
    return files.open(file, offset);
  }

  @Override
  public void verify(SnapshotFile file) throws IOException {
    files.verify(file);
  }

  @Override
  public void delete(String path) throws IOException {
    files.delete(path);
  }

  @Override
  public void deleteDirectory(String directory) throws IOException {
    files.deleteDirectory(directory);
  }

  @Override
  public void close() throws IOException {
    files.close();
  }
}
