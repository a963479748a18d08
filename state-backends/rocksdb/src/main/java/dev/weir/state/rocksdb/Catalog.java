package dev.weir.state.rocksdb;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.CorruptStateException;
import dev.weir.state.spi.StateKind;
import dev.weir.state.spi.StateSchema;
import java.nio.charset.StandardCharsets;

/** What the default column family says of the others, so that a snapshot explains itself. */
final class Catalog {

  private static final byte VERSION = 1;
  private static final byte[] HEAD = "weir".getBytes(StandardCharsets.US_ASCII);

  private Catalog() {}

  /**
   * What holds for the whole database.
   *
   * @param keySchema schema of the keys
   */
  record Head(String keySchema, int maxParallelism) {

    byte[] toBytes() {
      ByteOutput out = new ByteOutput();
      out.writeByte(VERSION);
      out.writeString(keySchema);
      out.writeInt(maxParallelism);
      return out.toByteArray();
    }

    static Head of(byte[] bytes) {
      ByteInput in = new ByteInput(bytes);
      byte version = in.readByte();
      if (version != VERSION) {
        throw new CorruptStateException(
            "the layout of the database has version " + version + ", expected " + VERSION);
      }
      return new Head(in.readString(), in.readInt());
    }
  }

  /** The row of the {@link Head}. */
  static byte[] headRow() {
    return HEAD.clone();
  }

  /** The row of a column family. */
  static byte[] rowOf(String columnId) {
    return columnId.getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] toBytes(StateSchema schema) {
    ByteOutput out = new ByteOutput();
    out.writeString(schema.name());
    out.writeByte(schema.kind().code());
    out.writeString(schema.valueSchema());
    out.writeString(schema.mapKeySchema());
    out.writeString(schema.scope());
    out.writeString(schema.namespaceSchema());
    return out.toByteArray();
  }

  static StateSchema schemaOf(byte[] bytes) {
    ByteInput in = new ByteInput(bytes);
    String name = in.readString();
    StateKind kind = StateKind.ofCode(in.readByte());
    String valueSchema = in.readString();
    String mapKeySchema = in.readString();
    if (in.remaining() == 0) {
      // written before there were scopes and timers
      return new StateSchema(name, kind, valueSchema, mapKeySchema);
    }
    return new StateSchema(name, kind, valueSchema, mapKeySchema, in.readString(), in.readString());
  }
}
