package dev.weir.storage.hazelcast;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.CorruptStateException;
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

  /** Chunks are counted by an int. */
  long MAX_LENGTH = (long) Integer.MAX_VALUE * CHUNK;

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

  /**
   * @throws CorruptStateException if the bytes are no entry of this storage
   */
  static StoredFile decode(byte[] entry) {
    ByteInput in = new ByteInput(entry);
    byte kind = in.readByte();
    return switch (kind) {
      case SMALL -> new Small(in.readBytes(in.remaining()));
      case LARGE -> large(in);
      default ->
          throw new CorruptStateException(
              "an entry of a file is of kind %d or %d, found %d".formatted(SMALL, LARGE, kind));
    };
  }

  private static Large large(ByteInput in) {
    Large file = new Large(new UUID(in.readLong(), in.readLong()), in.readLong());
    if (file.length() < 0 || file.length() > MAX_LENGTH || in.remaining() > 0) {
      throw new CorruptStateException(
          "a file in chunks has from 0 to %d bytes, found %d and %d bytes after its entry"
              .formatted(MAX_LENGTH, file.length(), in.remaining()));
    }
    return file;
  }
}
