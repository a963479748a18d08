package dev.weir.state.rocksdb;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.TypeSerializer;

/**
 * How timers become rows, which are in order of time within a key group and have no value.
 *
 * <pre>{@code
 * keyGroup:short time:long keyLength:varint key namespace
 * }</pre>
 *
 * <p>The sign of the time is flipped, so that times before 1970 come first.
 */
final class TimerRows {

  static final byte[] NO_VALUE = new byte[0];

  private static final int KEY_START = Rows.KEY_GROUP_BYTES + Long.BYTES;

  private TimerRows() {}

  static <N> byte[] of(
      CurrentKey<?> key, long time, TypeSerializer<N> namespaces, N namespace, ByteOutput scratch) {
    scratch.reset();
    scratch.writeShort(key.keyGroup());
    scratch.writeLong(time ^ Long.MIN_VALUE);
    key.writeSized(scratch);
    namespaces.write(namespace, scratch);
    return scratch.toByteArray();
  }

  static long timeOf(byte[] row) {
    return new ByteInput(row, Rows.KEY_GROUP_BYTES, Long.BYTES).readLong() ^ Long.MIN_VALUE;
  }

  /** From the key on. */
  static ByteInput keyOf(byte[] row) {
    return new ByteInput(row, KEY_START, row.length - KEY_START);
  }

  /** Writes the row of an entry in canonical form. */
  static void write(ByteOutput row, int keyGroup, ByteOutput key, ByteInput timeAndNamespace) {
    row.reset();
    row.writeShort(keyGroup);
    row.writeLong(timeAndNamespace.readLong() ^ Long.MIN_VALUE);
    row.writeVarInt(key.size());
    row.writeBytes(key.array(), 0, key.size());
    row.writeBytes(timeAndNamespace.readBytes(timeAndNamespace.remaining()));
  }
}
