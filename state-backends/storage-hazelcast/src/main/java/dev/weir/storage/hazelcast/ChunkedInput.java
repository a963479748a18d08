package dev.weir.storage.hazelcast;

import com.hazelcast.core.HazelcastException;
import com.hazelcast.map.IMap;
import dev.weir.state.spi.CorruptStateException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Reads a file chunk by chunk. */
final class ChunkedInput extends InputStream {

  private final String path;
  private final IMap<String, byte[]> chunks;
  private final StoredFile.Large file;
  private long position;
  private byte[] chunk = {};
  private int chunkIndex = -1;

  ChunkedInput(String path, IMap<String, byte[]> chunks, StoredFile.Large file, long offset) {
    this.path = path;
    this.chunks = chunks;
    this.file = file;
    this.position = offset;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (position >= file.length()) {
      return -1;
    }
    fetch((int) (position / StoredFile.CHUNK));
    int at = (int) (position % StoredFile.CHUNK);
    int part = Math.min(length, chunk.length - at);
    System.arraycopy(chunk, at, target, offset, part);
    position += part;
    return part;
  }

  private void fetch(int index) throws IOException {
    if (index == chunkIndex) {
      return;
    }
    byte[] found;
    try {
      found = chunks.get(file.chunk(index));
    } catch (HazelcastException | IllegalStateException e) {
      throw new IOException("chunk %d of '%s' cannot be read: %s".formatted(index, path, e), e);
    }
    long expected = Math.min(StoredFile.CHUNK, file.length() - (long) index * StoredFile.CHUNK);
    if (found == null || found.length != expected) {
      throw new CorruptStateException(
          "File %s: chunk %d of %d is %s, expected %d bytes"
              .formatted(
                  path,
                  index,
                  file.chunks(),
                  found == null ? "missing" : found.length + " bytes",
                  expected));
    }
    chunk = found;
    chunkIndex = index;
  }
}
