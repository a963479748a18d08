package dev.weir.api.types;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.TypeSerializer;

/** Arrays of primitives: the number of elements as a var-int, then the elements. */
final class PrimitiveArraySerializers {

  private PrimitiveArraySerializers() {}

  static final class OfBytes extends ArraySerializer<byte[]> {

    OfBytes() {
      super("bytes", Extent.PREFIXED);
    }

    @Override
    public void write(byte[] value, ByteOutput out) {
      out.writeVarInt(value.length);
      out.writeBytes(value);
    }

    @Override
    public byte[] read(ByteInput in) {
      return in.readBytes(in.readLength());
    }

    @Override
    public byte[] copy(byte[] value) {
      return value.clone();
    }
  }

  static final class OfShorts extends ArraySerializer<short[]> {

    OfShorts() {
      super("primitives<short>", Extent.BLOCK);
    }

    @Override
    public void write(short[] value, ByteOutput out) {
      out.writeVarInt(value.length);
      for (short e : value) {
        out.writeShort(e);
      }
    }

    @Override
    public short[] read(ByteInput in) {
      short[] value = new short[Counts.read(in, 2)];
      for (int i = 0; i < value.length; i++) {
        value[i] = in.readShort();
      }
      return value;
    }

    @Override
    public short[] copy(short[] value) {
      return value.clone();
    }
  }

  static final class OfInts extends ArraySerializer<int[]> {

    OfInts() {
      super("primitives<int>", Extent.BLOCK);
    }

    @Override
    public void write(int[] value, ByteOutput out) {
      out.writeVarInt(value.length);
      for (int e : value) {
        out.writeInt(e);
      }
    }

    @Override
    public int[] read(ByteInput in) {
      int[] value = new int[Counts.read(in, 4)];
      for (int i = 0; i < value.length; i++) {
        value[i] = in.readInt();
      }
      return value;
    }

    @Override
    public int[] copy(int[] value) {
      return value.clone();
    }
  }

  static final class OfLongs extends ArraySerializer<long[]> {

    OfLongs() {
      super("primitives<long>", Extent.BLOCK);
    }

    @Override
    public void write(long[] value, ByteOutput out) {
      out.writeVarInt(value.length);
      for (long e : value) {
        out.writeLong(e);
      }
    }

    @Override
    public long[] read(ByteInput in) {
      long[] value = new long[Counts.read(in, 8)];
      for (int i = 0; i < value.length; i++) {
        value[i] = in.readLong();
      }
      return value;
    }

    @Override
    public long[] copy(long[] value) {
      return value.clone();
    }
  }

  static final class OfFloats extends ArraySerializer<float[]> {

    OfFloats() {
      super("primitives<float>", Extent.BLOCK);
    }

    @Override
    public void write(float[] value, ByteOutput out) {
      out.writeVarInt(value.length);
      for (float e : value) {
        out.writeFloat(e);
      }
    }

    @Override
    public float[] read(ByteInput in) {
      float[] value = new float[Counts.read(in, 4)];
      for (int i = 0; i < value.length; i++) {
        value[i] = in.readFloat();
      }
      return value;
    }

    @Override
    public float[] copy(float[] value) {
      return value.clone();
    }
  }

  static final class OfDoubles extends ArraySerializer<double[]> {

    OfDoubles() {
      super("primitives<double>", Extent.BLOCK);
    }

    @Override
    public void write(double[] value, ByteOutput out) {
      out.writeVarInt(value.length);
      for (double e : value) {
        out.writeDouble(e);
      }
    }

    @Override
    public double[] read(ByteInput in) {
      double[] value = new double[Counts.read(in, 8)];
      for (int i = 0; i < value.length; i++) {
        value[i] = in.readDouble();
      }
      return value;
    }

    @Override
    public double[] copy(double[] value) {
      return value.clone();
    }
  }

  static final class OfBooleans extends ArraySerializer<boolean[]> {

    OfBooleans() {
      super("primitives<boolean>", Extent.BLOCK);
    }

    @Override
    public void write(boolean[] value, ByteOutput out) {
      out.writeVarInt(value.length);
      for (boolean e : value) {
        out.writeBoolean(e);
      }
    }

    @Override
    public boolean[] read(ByteInput in) {
      boolean[] value = new boolean[Counts.read(in, 1)];
      for (int i = 0; i < value.length; i++) {
        value[i] = in.readBoolean();
      }
      return value;
    }

    @Override
    public boolean[] copy(boolean[] value) {
      return value.clone();
    }
  }

  static final class OfChars extends ArraySerializer<char[]> {

    OfChars() {
      super("primitives<char>", Extent.BLOCK);
    }

    @Override
    public void write(char[] value, ByteOutput out) {
      out.writeVarInt(value.length);
      for (char e : value) {
        out.writeShort(e);
      }
    }

    @Override
    public char[] read(ByteInput in) {
      char[] value = new char[Counts.read(in, 2)];
      for (int i = 0; i < value.length; i++) {
        value[i] = (char) in.readShort();
      }
      return value;
    }

    @Override
    public char[] copy(char[] value) {
      return value.clone();
    }
  }

  /** What arrays of all primitives have in common. */
  abstract static class ArraySerializer<A> extends BaseSerializer<A> {

    private final String schema;
    private final Extent extent;

    ArraySerializer(String schema, Extent extent) {
      this.schema = schema;
      this.extent = extent;
    }

    @Override
    final Extent extent() {
      return extent;
    }

    @Override
    public final boolean isImmutable() {
      return false;
    }

    @Override
    public final TypeSerializer<A> duplicate() {
      return this;
    }

    @Override
    public final String schema() {
      return schema;
    }
  }
}
