package dev.weir.api.types;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.CorruptStateException;
import dev.weir.state.spi.Layout;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Numbers. All NaN are written alike, since they are equal. */
final class NumberSerializers {

  private NumberSerializers() {}

  static final class OfByte extends BasicSerializer<Byte> {

    OfByte() {
      super("byte", Extent.BYTES_1);
    }

    @Override
    public void write(Byte value, ByteOutput out) {
      out.writeByte(value);
    }

    @Override
    public Byte read(ByteInput in) {
      return in.readByte();
    }
  }

  static final class OfShort extends BasicSerializer<Short> {

    OfShort() {
      super("short", Extent.BYTES_2);
    }

    @Override
    public void write(Short value, ByteOutput out) {
      out.writeShort(value);
    }

    @Override
    public Short read(ByteInput in) {
      return in.readShort();
    }
  }

  static final class OfInt extends BasicSerializer<Integer> {

    OfInt() {
      super("int", Extent.BYTES_4);
    }

    @Override
    public Layout layout() {
      return Layout.INT;
    }

    @Override
    public void write(Integer value, ByteOutput out) {
      out.writeInt(value);
    }

    @Override
    public Integer read(ByteInput in) {
      return in.readInt();
    }
  }

  static final class OfLong extends BasicSerializer<Long> {

    OfLong() {
      super("long", Extent.BYTES_8);
    }

    @Override
    public Layout layout() {
      return Layout.LONG;
    }

    @Override
    public void write(Long value, ByteOutput out) {
      out.writeLong(value);
    }

    @Override
    public Long read(ByteInput in) {
      return in.readLong();
    }
  }

  static final class OfFloat extends BasicSerializer<Float> {

    OfFloat() {
      super("float", Extent.BYTES_4);
    }

    @Override
    public void write(Float value, ByteOutput out) {
      out.writeInt(Float.floatToIntBits(value));
    }

    @Override
    public Float read(ByteInput in) {
      return in.readFloat();
    }
  }

  static final class OfDouble extends BasicSerializer<Double> {

    OfDouble() {
      super("double", Extent.BYTES_8);
    }

    @Override
    public Layout layout() {
      return Layout.DOUBLE;
    }

    @Override
    public void write(Double value, ByteOutput out) {
      out.writeLong(Double.doubleToLongBits(value));
    }

    @Override
    public Double read(ByteInput in) {
      return in.readDouble();
    }
  }

  static final class OfBigInteger extends BasicSerializer<BigInteger> {

    OfBigInteger() {
      super("bigint", Extent.PREFIXED);
    }

    @Override
    public void write(BigInteger value, ByteOutput out) {
      byte[] bytes = value.toByteArray();
      out.writeVarInt(bytes.length);
      out.writeBytes(bytes);
    }

    @Override
    public BigInteger read(ByteInput in) {
      return readBigInteger(in);
    }
  }

  static final class OfBigDecimal extends BasicSerializer<BigDecimal> {

    OfBigDecimal() {
      super("decimal", Extent.BLOCK);
    }

    @Override
    public void write(BigDecimal value, ByteOutput out) {
      out.writeInt(value.scale());
      byte[] bytes = value.unscaledValue().toByteArray();
      out.writeVarInt(bytes.length);
      out.writeBytes(bytes);
    }

    @Override
    public BigDecimal read(ByteInput in) {
      int scale = in.readInt();
      return new BigDecimal(readBigInteger(in), scale);
    }
  }

  private static BigInteger readBigInteger(ByteInput in) {
    int length = in.readLength();
    if (length == 0) {
      throw new CorruptStateException("a big integer has at least one byte, found none");
    }
    return new BigInteger(in.readBytes(length));
  }
}
