package dev.weir.state.rocksdb;

import dev.weir.state.spi.CheckpointStorage;
import dev.weir.state.spi.KeyGroupRange;
import dev.weir.state.spi.KeyedSnapshot;
import dev.weir.state.spi.NativeSnapshot;
import dev.weir.state.spi.PendingSnapshot;
import dev.weir.state.spi.SnapshotFile;
import dev.weir.state.spi.SnapshotOutput;
import dev.weir.state.spi.SnapshotRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Uploads the files of a {@link Capture}, save those that the storage has already. */
final class NativePending implements PendingSnapshot<KeyedSnapshot> {

  private static final String TABLE_SUFFIX = ".sst";
  private static final int BUFFER_BYTES = 1 << 16;

  private final Capture capture;
  private final SnapshotRequest request;
  private final CheckpointStorage storage;
  private final KeyGroupRange keyGroups;
  private final SharedFiles.Upload upload;
  private final boolean incremental;

  /** In front of every file name, so that no two subtasks, attempts or checkpoints meet. */
  private final String unique = "rocksdb-" + UUID.randomUUID() + "-";

  NativePending(
      Capture capture,
      SnapshotRequest request,
      CheckpointStorage storage,
      KeyGroupRange keyGroups,
      SharedFiles.Upload upload,
      boolean incremental) {
    this.capture = capture;
    this.request = request;
    this.storage = storage;
    this.keyGroups = keyGroups;
    this.upload = upload;
    this.incremental = incremental;
  }

  @Override
  public KeyedSnapshot write() throws IOException {
    try {
      upload.requireWanted();
      capture.cut();
      NativeSnapshot snapshot = uploadAll();
      upload.succeed();
      return snapshot;
    } catch (IOException | RuntimeException e) {
      upload.fail();
      throw e;
    } finally {
      capture.abandon();
      LocalFiles.deleteQuietly(capture.directory());
      LocalFiles.deleteQuietly(capture.undoFile());
    }
  }

  @Override
  public void discard() {
    upload.fail();
    capture.abandon();
    LocalFiles.deleteQuietly(capture.directory());
    LocalFiles.deleteQuietly(capture.undoFile());
  }

  private NativeSnapshot uploadAll() throws IOException {
    Map<String, SnapshotFile> files = new TreeMap<>();
    long newBytes = 0;
    for (Path file : filesToUpload()) {
      String name = String.valueOf(file.getFileName());
      SnapshotFile known = known(name);
      if (known == null) {
        SnapshotFile uploaded = uploadOne(file, name);
        newBytes += uploaded.length();
        files.put(name, uploaded);
      } else {
        upload.add(name, known, false);
        files.put(name, known);
      }
    }
    if (Files.exists(capture.undoFile())) {
      SnapshotFile undo =
          write(capture.undoFile(), request.directory() + "/" + unique + UndoFile.NAME);
      newBytes += undo.length();
      files.put(UndoFile.NAME, undo);
    }
    return new NativeSnapshot(RocksDBStateBackend.NAME, keyGroups, files, newBytes);
  }

  /** A file that need not be written again; one in the directory of a savepoint is not ours. */
  private @Nullable SnapshotFile known(String name) {
    SnapshotFile known = incremental ? upload.base().get(name) : null;
    return known != null && known.path().startsWith(request.sharedDirectory() + "/") ? known : null;
  }

  /** RocksDB does without its OPTIONS, and its log is empty, since nothing is written to it. */
  private List<Path> filesToUpload() throws IOException {
    try (Stream<Path> files = Files.list(capture.directory())) {
      return files.filter(NativePending::isNeeded).sorted().toList();
    }
  }

  private static boolean isNeeded(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(TABLE_SUFFIX) || name.startsWith("MANIFEST-") || name.equals("CURRENT");
  }

  private SnapshotFile uploadOne(Path file, String name) throws IOException {
    upload.requireWanted();
    if (!name.endsWith(TABLE_SUFFIX) || !incremental) {
      return write(file, request.directory() + "/" + unique + name);
    }
    SnapshotFile uploaded = write(file, request.sharedDirectory() + "/" + unique + name);
    upload.add(name, uploaded, true);
    return uploaded;
  }

  private SnapshotFile write(Path file, String path) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = Files.newInputStream(file);
        SnapshotOutput out = storage.create(path)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
      }
      return out.finish();
    }
  }
}
