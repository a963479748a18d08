package dev.weir.state.rocksdb;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.StateKind;
import java.util.Arrays;

/**
 * How keys become row keys.
 *
 * <pre>{@code
 * of values and lists:  keyGroup:short entryKey
 * of map entries:       keyGroup:short entryKeyLength:varint entryKey mapKey
 *
 * entryKey := key                              under the key alone
 *             keyLength:varint key namespace   in a scope
 * }</pre>
 *
 * <p>The key group comes first, so that a range of key groups is a range of rows. A list is one
 * row, its elements each behind their length, since adding is a merge that reads nothing and
 * reading wants all; a map is a row per entry.
 */
final class Rows {

  static final int KEY_GROUP_BYTES = 2;

  private Rows() {}

  /** Starts the row key of a state; for a map all entries of the key begin so. */
  static void write(
      ByteOutput row, StateKind kind, int keyGroup, byte[] key, int offset, int length) {
    row.reset();
    row.writeShort(keyGroup);
    if (kind == StateKind.MAP) {
      row.writeVarInt(length);
    }
    row.writeBytes(key, offset, length);
  }

  /** Goes over the key group and the length; what comes next is the key. */
  static int readKeyLength(ByteInput row, StateKind kind) {
    row.skip(KEY_GROUP_BYTES);
    return kind == StateKind.MAP ? row.readLength() : row.remaining();
  }

  static int keyGroupOf(byte[] row) {
    return (row[0] & 0xFF) << 8 | row[1] & 0xFF;
  }

  /** The first row of a key group. */
  static byte[] firstOf(int keyGroup) {
    return new byte[] {(byte) (keyGroup >>> 8), (byte) keyGroup};
  }

  /**
   * The first row after all that begin with a prefix; there is one, for key groups have 15 bits.
   */
  static byte[] after(byte[] prefix) {
    int last = prefix.length - 1;
    while (prefix[last] == (byte) 0xFF) {
      last--;
    }
    byte[] after = Arrays.copyOf(prefix, last + 1);
    after[last]++;
    return after;
  }
}
