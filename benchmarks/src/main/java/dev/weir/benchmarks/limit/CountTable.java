package dev.weir.benchmarks.limit;

import dev.weir.benchmarks.cell.Events;
import java.nio.ByteBuffer;

/** A count for each key, by open addressing, a key beside its count in one cache line. */
final class CountTable {

  /** Key + 1 at even places, 0 where there is none; its count behind it. */
  private final long[] table;

  private final int shift;

  /** A table with room for about so many keys. */
  CountTable(long keys) {
    long slots = Math.max(16, Long.highestOneBit(2 * keys) * 2);
    table = new long[Math.toIntExact(2 * slots)];
    shift = 64 - Long.numberOfTrailingZeros(slots);
  }

  /** Counts a key once more, and returns its count. */
  long add(long key) {
    int mask = table.length - 1;
    int at = (int) (Events.mix(key) >>> shift) << 1;
    while (table[at] != key + 1) {
      if (table[at] == 0) {
        table[at] = key + 1;
        break;
      }
      at = at + 2 & mask;
    }
    return ++table[at + 1];
  }

  ByteBuffer copy() {
    ByteBuffer bytes = ByteBuffer.allocate(table.length * Long.BYTES);
    bytes.asLongBuffer().put(table);
    return bytes;
  }
}
