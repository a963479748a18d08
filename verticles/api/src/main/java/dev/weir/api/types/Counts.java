package dev.weir.api.types;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.CorruptStateException;

/** Numbers of elements in damaged bytes must not make anything large. */
final class Counts {

  private Counts() {}

  /**
   * @param minBytes bytes that each element takes at least
   */
  static int read(ByteInput in, int minBytes) {
    int count = in.readVarInt();
    if (count < 0 || count > in.remaining() / minBytes) {
      throw new CorruptStateException(
          count + " elements were found where " + in.remaining() + " bytes are left");
    }
    return count;
  }

  /** What to allocate before anything was read. */
  static int capacity(int count) {
    return Math.min(count, 4096);
  }
}
