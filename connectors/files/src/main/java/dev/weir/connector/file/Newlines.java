package dev.weir.connector.file;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds line feeds eight bytes at a time: {@code x - 0x01..01 & ~x & 0x80..80} has its lowest bit
 * set in the first byte of {@code x} that is zero (Hacker's Delight, 6-1).
 */
final class Newlines {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long NEWLINES = '\n' * ONES;

  private Newlines() {}

  /** The index of the first {@code \n} from {@code from} to before {@code to}, or -1. */
  static int indexOf(byte[] bytes, int from, int to) {
    int i = from;
    for (; i <= to - 8; i += 8) {
      long x = (long) LONG.get(bytes, i) ^ NEWLINES;
      long zeroBytes = (x - ONES) & ~x & HIGH_BITS;
      if (zeroBytes != 0) {
        return i + (Long.numberOfTrailingZeros(zeroBytes) >>> 3);
      }
    }
    for (; i < to; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }
}
