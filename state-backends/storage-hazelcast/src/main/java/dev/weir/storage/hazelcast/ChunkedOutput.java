package dev.weir.storage.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import dev.weir.state.spi.SnapshotFile;
import dev.weir.state.spi.SnapshotOutput;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import java.util.zip.CRC32C;

/** Writes a file chunk by chunk, under a name of its own; its path leads there at the end. */
final class ChunkedOutput extends SnapshotOutput {

  private final HazelcastCheckpointStorage storage;
  private final HazelcastInstance member;
  private final String path;
  private final String key;
  private final UUID id = UUID.randomUUID();
  private final CRC32C checksum = new CRC32C();
  private final byte[] chunk = new byte[StoredFile.CHUNK];
  private int filled;
  private long position;
  private boolean ended;

  ChunkedOutput(
      HazelcastCheckpointStorage storage, HazelcastInstance member, String path, String key) {
    this.storage = storage;
    this.member = member;
    this.path = path;
    this.key = key;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, source.length);
    requireOpen();
    checksum.update(source, offset, length);
    int from = offset;
    int left = length;
    while (left > 0) {
      int part = Math.min(left, chunk.length - filled);
      System.arraycopy(source, from, chunk, filled, part);
      filled += part;
      from += part;
      left -= part;
      position += part;
      if (filled == chunk.length) {
        storeChunk();
      }
    }
  }

  private void storeChunk() throws IOException {
    int index = (int) ((position - 1) / StoredFile.CHUNK);
    byte[] bytes = Arrays.copyOf(chunk, filled);
    storage.run(
        path, () -> storage.chunks(member).put(StoredFile.Large.chunk(id, index), bytes) == null);
    filled = 0;
  }

  @Override
  public SnapshotFile finish() throws IOException {
    requireOpen();
    if (filled > 0) {
      storeChunk();
    }
    ended = true;
    StoredFile file = new StoredFile.Large(id, position);
    if (!storage.run(path, () -> storage.publish(member, key, file))) {
      throw new FileAlreadyExistsException(path, null, "a file never replaces another");
    }
    return new SnapshotFile(path, position, (int) checksum.getValue());
  }

  @Override
  public void close() throws IOException {
    if (!ended) {
      ended = true;
      StoredFile written = new StoredFile.Large(id, position);
      storage.run(
          path,
          () -> {
            storage.removeChunks(member, written);
            return true;
          });
    }
  }

  private void requireOpen() throws IOException {
    if (ended) {
      throw new IOException("'" + path + "' is finished or closed and cannot be written to");
    }
  }
}
