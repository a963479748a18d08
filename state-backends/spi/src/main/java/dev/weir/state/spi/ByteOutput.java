package dev.weir.state.spi;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing byte array that serialisers write to. Numbers are big-endian, so that unsigned
 * byte-wise order is numeric order for non-negative values. Not thread-safe; made to be reset and
 * used again.
 */
public final class ByteOutput {

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes;
  private int size;

  public ByteOutput() {
    this(64);
  }

  public ByteOutput(int initialCapacity) {
    bytes = new byte[Math.max(8, initialCapacity)];
  }

  /** Forgets what was written and keeps the array. */
  public void reset() {
    size = 0;
  }

  /**
   * Makes room for that many bytes beyond {@link #size()}, for a loop that fills the array itself
   * and then calls {@link #advance}.
   *
   * @return the backing array, valid until the next write
   */
  public byte[] reserve(int more) {
    ensure(more);
    return bytes;
  }

  /** Counts bytes that were put into the {@linkplain #reserve reserved} room as written. */
  public void advance(int more) {
    if (more < 0 || more > bytes.length - size) {
      throw new IllegalArgumentException(
          "cannot advance by " + more + " bytes from " + size + " of " + bytes.length);
    }
    size += more;
  }

  /** Puts what {@link #writeInt} writes into 4 bytes of an array, as one of {@link #reserve}. */
  public static void putInt(byte[] to, int at, int value) {
    INT.set(to, at, value);
  }

  /** Puts what {@link #writeLong} writes into 8 bytes of an array. */
  public static void putLong(byte[] to, int at, long value) {
    LONG.set(to, at, value);
  }

  /** Forgets what was written after {@code newSize}. */
  public void truncate(int newSize) {
    if (newSize < 0 || newSize > size) {
      throw new IllegalArgumentException("cannot truncate " + size + " bytes to " + newSize);
    }
    size = newSize;
  }

  public int size() {
    return size;
  }

  /** The backing array, valid from 0 to {@link #size()} until the next write. */
  public byte[] array() {
    return bytes;
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  public void writeByte(int value) {
    ensure(1);
    bytes[size++] = (byte) value;
  }

  public void writeBoolean(boolean value) {
    writeByte(value ? 1 : 0);
  }

  public void writeShort(int value) {
    ensure(2);
    SHORT.set(bytes, size, (short) value);
    size += 2;
  }

  public void writeInt(int value) {
    ensure(4);
    INT.set(bytes, size, value);
    size += 4;
  }

  /** Replaces an int that was written at an index; for lengths that are known afterwards. */
  public void setInt(int index, int value) {
    if (index < 0 || index > size - Integer.BYTES) {
      throw new IllegalArgumentException("no int was written at " + index + " of " + size);
    }
    INT.set(bytes, index, value);
  }

  public void writeLong(long value) {
    ensure(8);
    LONG.set(bytes, size, value);
    size += 8;
  }

  public void writeFloat(float value) {
    writeInt(Float.floatToRawIntBits(value));
  }

  public void writeDouble(double value) {
    writeLong(Double.doubleToRawLongBits(value));
  }

  /** Writes a non-negative or negative int in 1 to 5 bytes, small non-negative values shortest. */
  public void writeVarInt(int value) {
    ensure(5);
    int rest = value;
    while ((rest & ~0x7F) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  public void writeBytes(byte[] source) {
    writeBytes(source, 0, source.length);
  }

  public void writeBytes(byte[] source, int offset, int length) {
    ensure(length);
    System.arraycopy(source, offset, bytes, size, length);
    size += length;
  }

  /** Writes the length as a var-int, then UTF-8. */
  public void writeString(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    writeVarInt(utf8.length);
    writeBytes(utf8, 0, utf8.length);
  }

  /** Writes the length in bytes as a var-int, then what the serialiser makes of the value. */
  public <T> void writeSized(TypeSerializer<T> serializer, T value) {
    int start = beginSized();
    serializer.write(value, this);
    endSized(start);
  }

  /** Leaves room for the length of what is written until {@link #endSized}, given the result. */
  public int beginSized() {
    int start = size;
    writeByte(0);
    return start;
  }

  /**
   * Writes the length of what was written since the {@link #beginSized} that gave {@code start}.
   */
  public void endSized(int start) {
    int length = size - start - 1;
    if (length < 0x80) {
      bytes[start] = (byte) length;
    } else {
      widenLength(start, length);
    }
  }

  /** Makes room for a length that does not fit into the one byte kept for it. */
  private void widenLength(int start, int length) {
    int width = (38 - Integer.numberOfLeadingZeros(length)) / 7;
    ensure(width - 1);
    System.arraycopy(bytes, start + 1, bytes, start + width, length);
    size = start;
    writeVarInt(length);
    size = start + width + length;
  }

  private void ensure(int more) {
    int needed = size + more;
    if (needed > bytes.length) {
      grow(needed);
    } else if (needed < 0) {
      throw new OutOfMemoryError("a single value cannot exceed 2 GiB");
    }
  }

  private void grow(int needed) {
    long doubled = Math.min(Integer.MAX_VALUE - 8L, bytes.length * 2L);
    bytes = Arrays.copyOf(bytes, (int) Math.max(needed, doubled));
  }
}
