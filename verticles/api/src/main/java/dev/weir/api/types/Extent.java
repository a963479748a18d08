package dev.weir.api.types;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.CorruptStateException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** How a reader that does not know a field passes over it. The ordinal is part of the format. */
enum Extent {
  NULL,
  BYTES_1,
  BYTES_2,
  BYTES_4,
  BYTES_8,
  BYTES_16,
  /** The value begins with its own length in bytes, as a var-int. */
  PREFIXED,
  /** A length in bytes, of four bytes, stands in front of the value. */
  BLOCK;

  private static final Extent[] VALUES = values();
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  static Extent of(int tag) {
    return VALUES[tag & 7];
  }

  void skip(ByteInput in) {
    switch (this) {
      case NULL -> {}
      case BYTES_1 -> in.skip(1);
      case BYTES_2 -> in.skip(2);
      case BYTES_4 -> in.skip(4);
      case BYTES_8 -> in.skip(8);
      case BYTES_16 -> in.skip(16);
      case PREFIXED -> in.skip(in.readLength());
      case BLOCK -> in.skip(blockLength(in));
    }
  }

  /** Fills in the length of the block that began at {@code start}. */
  static void setBlockLength(ByteOutput out, int start) {
    INT.set(out.array(), start, out.size() - start - Integer.BYTES);
  }

  static int blockLength(ByteInput in) {
    int length = in.readInt();
    if (length < 0 || length > in.remaining()) {
      throw new CorruptStateException(
          "a block of " + length + " bytes was found where " + in.remaining() + " are left");
    }
    return length;
  }
}
