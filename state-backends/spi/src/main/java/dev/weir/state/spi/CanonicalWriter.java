package dev.weir.state.spi;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Writes a file in {@linkplain CanonicalFormat canonical} form, entry by entry and without holding
 * more than a chunk in memory.
 *
 * <p>{@code section} is called once per key group, then {@code entry} for all of its entries, those
 * of one state best one after the other; {@link #finish} at the end. {@link #close} without it
 * leaves no file. Not thread-safe.
 */
public final class CanonicalWriter implements Closeable {

  private final SnapshotOutput out;
  private final int states;
  private final List<Extent> extents = new ArrayList<>();
  private final ByteOutput chunk = new ByteOutput(CanonicalFormat.CHUNK_BYTES + 1024);
  private final ByteOutput head = new ByteOutput(32);
  private final CRC32C checksum = new CRC32C();
  private int keyGroup = -1;
  private long sectionStart;
  private int chunkState;
  private int chunkEntries;

  /** Where a section lies, before the file it lies in is known. */
  private record Extent(int keyGroup, long offset, int length, int checksum) {}

  /**
   * @param out a new file; it is closed with this writer, also if this constructor throws
   */
  public CanonicalWriter(SnapshotOutput out, CanonicalHeader header) throws IOException {
    this.out = out;
    this.states = header.states().size();
    try {
      writeHead(out, header);
    } catch (IOException | RuntimeException e) {
      closeAfter(out, e);
      throw e;
    }
  }

  /** Starts a key group; each at most once, in any order. */
  public void section(int newKeyGroup) throws IOException {
    endSection();
    keyGroup = newKeyGroup;
  }

  /**
   * Where to write an entry of the key group last started: the key with its length before it, then
   * the value with its length. What was written counts when {@link #end} is called; the caller may
   * instead take it back, down to the size that it found.
   *
   * @param state index into {@link CanonicalHeader#states}
   */
  public ByteOutput begin(int state) throws IOException {
    enter(state);
    return chunk;
  }

  /** Ends the entry that was {@linkplain #begin begun}. */
  public void end() throws IOException {
    end(1);
  }

  /** Ends that many entries, which were written one after the other since {@link #begin}. */
  public void end(int entries) throws IOException {
    chunkEntries += entries;
    if (chunk.size() >= CanonicalFormat.CHUNK_BYTES) {
      endChunk();
    }
  }

  /**
   * Adds the value under a key to the key group last started.
   *
   * @param state index into {@link CanonicalHeader#states}
   */
  public void entry(
      int state,
      byte[] key,
      int keyOffset,
      int keyLength,
      byte[] value,
      int valueOffset,
      int valueLength)
      throws IOException {
    enter(state);
    chunk.writeVarInt(keyLength);
    chunk.writeBytes(key, keyOffset, keyLength);
    chunk.writeVarInt(valueLength);
    chunk.writeBytes(value, valueOffset, valueLength);
    end();
  }

  /** Adds entries that were read from another file and are of the same schemas. */
  public void entries(int state, CanonicalChunk entries) throws IOException {
    enter(state);
    endChunk();
    writeChunk(state, entries.entries(), entries.array(), entries.offset(), entries.length());
  }

  /**
   * Makes the file durable.
   *
   * @return a section for each key group that had an entry; if there is none, there is no file
   */
  public List<CanonicalSnapshot.Section> finish() throws IOException {
    endSection();
    if (extents.isEmpty()) {
      close();
      return List.of();
    }
    SnapshotFile file = out.finish();
    return extents.stream()
        .map(e -> new CanonicalSnapshot.Section(e.keyGroup, file, e.offset, e.length, e.checksum))
        .toList();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private static void writeHead(SnapshotOutput out, CanonicalHeader header) throws IOException {
    ByteOutput body = new ByteOutput(256);
    header.write(body);
    ByteOutput bytes = new ByteOutput(body.size() + 32);
    bytes.writeLong(CanonicalFormat.MAGIC);
    bytes.writeInt(CanonicalFormat.VERSION);
    bytes.writeInt(body.size());
    bytes.writeBytes(body.array(), 0, body.size());
    CRC32C headChecksum = new CRC32C();
    headChecksum.update(bytes.array(), 0, bytes.size());
    bytes.writeInt((int) headChecksum.getValue());
    out.write(bytes.array(), 0, bytes.size());
  }

  private static void closeAfter(SnapshotOutput out, Exception cause) {
    try {
      out.close();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private void enter(int state) throws IOException {
    if (keyGroup < 0) {
      throw new IllegalStateException("an entry needs a section to be in");
    }
    if (state < 0 || state >= states) {
      throw new IllegalArgumentException("no state " + state + " among " + states);
    }
    if (state != chunkState) {
      endChunk();
      chunkState = state;
    }
  }

  private void endChunk() throws IOException {
    if (chunkEntries > 0) {
      int entries = chunkEntries;
      chunkEntries = 0;
      writeChunk(chunkState, entries, chunk.array(), 0, chunk.size());
      chunk.reset();
    }
  }

  private void writeChunk(int state, int entries, byte[] bytes, int offset, int length)
      throws IOException {
    head.reset();
    if (sectionStart == 0) {
      sectionStart = out.position();
      head.writeInt(keyGroup);
    }
    head.writeVarInt(state);
    head.writeVarInt(entries);
    head.writeVarInt(length);
    write(head.array(), 0, head.size());
    write(bytes, offset, length);
  }

  private void write(byte[] bytes, int offset, int length) throws IOException {
    checksum.update(bytes, offset, length);
    out.write(bytes, offset, length);
  }

  private void endSection() throws IOException {
    endChunk();
    if (sectionStart > 0) {
      long length = out.position() - sectionStart;
      if (length > Integer.MAX_VALUE) {
        throw new IOException(
            String.format(
                "Key group %d takes %d bytes, more than the 2 GiB of a section; give the operator a"
                    + " larger maximum parallelism",
                keyGroup, length));
      }
      extents.add(new Extent(keyGroup, sectionStart, (int) length, (int) checksum.getValue()));
    }
    sectionStart = 0;
    checksum.reset();
    keyGroup = -1;
  }
}
