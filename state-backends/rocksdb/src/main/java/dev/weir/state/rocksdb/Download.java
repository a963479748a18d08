package dev.weir.state.rocksdb;

import dev.weir.state.spi.CheckpointStorage;
import dev.weir.state.spi.CorruptStateException;
import dev.weir.state.spi.NativeSnapshot;
import dev.weir.state.spi.SnapshotFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/** Brings the files of a native snapshot to the local disk; what arrives is what was written. */
final class Download {

  private static final int BUFFER_BYTES = 1 << 16;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]+(\\.[A-Za-z0-9]+)?");

  private final CheckpointStorage storage;
  private final byte[] buffer = new byte[BUFFER_BYTES];

  Download(CheckpointStorage storage) {
    this.storage = storage;
  }

  /**
   * Fills a new directory.
   *
   * @throws CorruptStateException if a file is missing or damaged
   */
  void all(NativeSnapshot snapshot, Path directory) throws IOException {
    if (!snapshot.backend().equals(RocksDBStateBackend.NAME)) {
      throw new IOException(
          "A native snapshot of the backend '"
              + snapshot.backend()
              + "' can be read by that backend only; a savepoint in canonical form by every one");
    }
    Files.createDirectories(directory);
    for (Map.Entry<String, SnapshotFile> each : snapshot.filesByName().entrySet()) {
      if (!NAME.matcher(each.getKey()).matches()) {
        throw new CorruptStateException(
            "'" + each.getKey() + "' is no file of RocksDB: " + each.getValue().path());
      }
      one(each.getValue(), directory.resolve(each.getKey()));
    }
  }

  private void one(SnapshotFile file, Path target) throws IOException {
    CRC32C checksum = new CRC32C();
    long length = 0;
    try (InputStream in = storage.open(file, 0);
        OutputStream out = Files.newOutputStream(target)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        checksum.update(buffer, 0, read);
        out.write(buffer, 0, read);
        length += read;
      }
    }
    if (length != file.length() || (int) checksum.getValue() != file.checksum()) {
      throw new CorruptStateException(
          String.format(
              "File '%s' is damaged: found %d bytes with CRC-32C %08x, expected %d with %08x",
              file.path(), length, (int) checksum.getValue(), file.length(), file.checksum()));
    }
  }
}
