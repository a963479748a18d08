package dev.weir.api.types;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import java.util.UUID;

/** The basic types that are neither text, numbers nor time. */
final class PlainSerializers {

  private PlainSerializers() {}

  static final class OfVoid extends BasicSerializer<Void> {

    OfVoid() {
      super("void", Extent.BLOCK);
    }

    @Override
    public void write(Void value, ByteOutput out) {
      // null is the only value there is
    }

    @Override
    @SuppressWarnings("NullAway") // null is the only value there is
    public Void read(ByteInput in) {
      return null;
    }
  }

  static final class OfBoolean extends BasicSerializer<Boolean> {

    OfBoolean() {
      super("boolean", Extent.BYTES_1);
    }

    @Override
    public void write(Boolean value, ByteOutput out) {
      out.writeBoolean(value);
    }

    @Override
    public Boolean read(ByteInput in) {
      return in.readBoolean();
    }
  }

  static final class OfChar extends BasicSerializer<Character> {

    OfChar() {
      super("char", Extent.BYTES_2);
    }

    @Override
    public void write(Character value, ByteOutput out) {
      out.writeShort(value);
    }

    @Override
    public Character read(ByteInput in) {
      return (char) in.readShort();
    }
  }

  static final class OfUuid extends BasicSerializer<UUID> {

    OfUuid() {
      super("uuid", Extent.BYTES_16);
    }

    @Override
    public void write(UUID value, ByteOutput out) {
      out.writeLong(value.getMostSignificantBits());
      out.writeLong(value.getLeastSignificantBits());
    }

    @Override
    public UUID read(ByteInput in) {
      return new UUID(in.readLong(), in.readLong());
    }
  }
}
