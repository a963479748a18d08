package dev.weir.state.spi;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads what {@link ByteOutput} wrote. A read past the end, or a length that cannot be, throws
 * {@link CorruptStateException} and allocates nothing. Not thread-safe.
 */
public final class ByteInput {

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes;
  private int position;
  private int limit;

  public ByteInput(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  public ByteInput(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.position = offset;
    this.limit = offset + length;
  }

  /** Reads from another array from now on. */
  public void reset(byte[] newBytes, int offset, int length) {
    bytes = newBytes;
    position = offset;
    limit = offset + length;
  }

  public int remaining() {
    return limit - position;
  }

  /** The index into {@link #array()} that is read next. */
  public int position() {
    return position;
  }

  /** Goes to an index into {@link #array()}. */
  public void position(int newPosition) {
    if (newPosition < 0 || newPosition > limit) {
      throw new CorruptStateException("position " + newPosition + " is outside of 0.." + limit);
    }
    position = newPosition;
  }

  public byte[] array() {
    return bytes;
  }

  public byte readByte() {
    require(1);
    return bytes[position++];
  }

  public boolean readBoolean() {
    byte value = readByte();
    if (value != 0 && value != 1) {
      throw new CorruptStateException("a boolean is 0 or 1, found " + value);
    }
    return value == 1;
  }

  public short readShort() {
    require(2);
    short value = (short) SHORT.get(bytes, position);
    position += 2;
    return value;
  }

  public int readInt() {
    require(4);
    int value = (int) INT.get(bytes, position);
    position += 4;
    return value;
  }

  public long readLong() {
    require(8);
    long value = (long) LONG.get(bytes, position);
    position += 8;
    return value;
  }

  public float readFloat() {
    return Float.intBitsToFloat(readInt());
  }

  public double readDouble() {
    return Double.longBitsToDouble(readLong());
  }

  public int readVarInt() {
    int result = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      byte next = readByte();
      result |= (next & 0x7F) << shift;
      if (next >= 0) {
        return result;
      }
    }
    throw new CorruptStateException("a var-int has at most 5 bytes");
  }

  /** Reads a var-int that is a length of something that follows: at most {@link #remaining()}. */
  public int readLength() {
    int length = readVarInt();
    if (length < 0 || length > remaining()) {
      throw new CorruptStateException(
          "a length of " + length + " bytes was found where " + remaining() + " are left");
    }
    return length;
  }

  public byte[] readBytes(int length) {
    require(length);
    byte[] result = Arrays.copyOfRange(bytes, position, position + length);
    position += length;
    return result;
  }

  public String readString() {
    int length = readLength();
    String value = new String(bytes, position, length, StandardCharsets.UTF_8);
    position += length;
    return value;
  }

  /**
   * Reads what {@link ByteOutput#writeSized} wrote.
   *
   * @throws CorruptStateException if the serialiser leaves bytes over or wants more than there are
   */
  public <T> T readSized(TypeSerializer<T> serializer) {
    int length = readLength();
    int outerLimit = limit;
    limit = position + length;
    T value = serializer.read(this);
    if (position != limit) {
      throw new CorruptStateException(
          "a value of " + serializer.schema() + " left " + (limit - position) + " of its bytes");
    }
    limit = outerLimit;
    return value;
  }

  public void skip(int length) {
    require(length);
    position += length;
  }

  private void require(int needed) {
    if (needed < 0 || limit - position < needed) {
      throw new CorruptStateException(
          "expected " + needed + " more bytes, found " + (limit - position));
    }
  }
}
