package dev.weir.storage.hazelcast;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import java.util.UUID;

/**
 * What stands under the path of a file: a small one whole, a large one as the name of its chunks.
 *
 * <pre>
 * small := 0:byte content
 * large := 1:byte id:16 bytes length:long
 * </pre>
 */
sealed interface StoredFile {

  /** Bytes of each chunk but the last. */
  int CHUNK = 256 << 10;

  int SMALL = 0;
  int LARGE = 1;

  long length();

  byte[] encode();

  /** A file of one entry. */
  record Small(byte[] content) implements StoredFile {

    @Override
    public long length() {
      return content.length;
    }

    @Override
    public byte[] encode() {
      ByteOutput out = new ByteOutput(content.length + 1);
      out.writeByte(SMALL);
      out.writeBytes(content);
      return out.toByteArray();
    }
  }

  /** A file in chunks. */
  record Large(UUID id, long length) implements StoredFile {

    @Override
    public byte[] encode() {
      ByteOutput out = new ByteOutput();
      out.writeByte(LARGE);
      out.writeLong(id.getMostSignificantBits());
      out.writeLong(id.getLeastSignificantBits());
      out.writeLong(length);
      return out.toByteArray();
    }

    int chunks() {
      return (int) ((length + CHUNK - 1) / CHUNK);
    }

    String chunk(int index) {
      return chunk(id, index);
    }

    static String chunk(UUID id, int index) {
      return id + "/" + index;
    }
  }

  static StoredFile decode(byte[] entry) {
    ByteInput in = new ByteInput(entry);
    return in.readByte() == SMALL
        ? new Small(in.readBytes(in.remaining()))
        : new Large(new UUID(in.readLong(), in.readLong()), in.readLong());
  }
}
