package dev.weir.connector.file;

import dev.weir.api.source.SimpleVersionedSerializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A serializer whose only version so far is 1, and which checks that all bytes are used. */
abstract class DataSerializer<E> implements SimpleVersionedSerializer<E> {

  private static final int VERSION = 1;

  private final String name;

  DataSerializer(String name) {
    this.name = name;
  }

  abstract void write(E value, DataOutputStream out) throws IOException;

  abstract E read(DataInputStream in) throws IOException;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(E value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    write(value, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  @Override
  public E deserialize(int version, byte[] serialized) throws IOException {
    if (version != VERSION) {
      throw new IOException(
          "Unknown version of " + name + ": expected " + VERSION + ", found " + version);
    }
    ByteArrayInputStream bytes = new ByteArrayInputStream(serialized);
    E value;
    try {
      value = read(new DataInputStream(bytes));
    } catch (IOException | IllegalArgumentException e) {
      throw new IOException("Damaged " + name + " of " + serialized.length + " bytes: " + e, e);
    }
    if (bytes.available() > 0) {
      throw new IOException(
          "Damaged " + name + ": " + bytes.available() + " bytes too many of " + serialized.length);
    }
    return value;
  }

  /** Strings of any length; {@code writeUTF} ends at 65,535 bytes. */
  static void writeString(String text, DataOutputStream out) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  static String readString(DataInputStream in) throws IOException {
    return new String(in.readNBytes(readLength(in)), StandardCharsets.UTF_8);
  }

  /** A length of something that takes at least a byte each. */
  static int readLength(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("expected a length from 0 to " + in.available() + ", found " + length);
    }
    return length;
  }
}
