package dev.weir.runtime.windowing;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.CorruptStateException;
import dev.weir.state.spi.TypeSerializer;

/** What a timer of slices is for. */
enum SliceTimer {

  /** The window whose last millisecond is the time of the timer fires. */
  FIRE,

  /** Slices can go whose last window is cleaned up at the time of the timer. */
  DROP;

  static final TypeSerializer<SliceTimer> SERIALIZER = new Serializer();

  private static final class Serializer implements TypeSerializer<SliceTimer> {

    @Override
    public void write(SliceTimer value, ByteOutput out) {
      out.writeByte(value == FIRE ? 0 : 1);
    }

    @Override
    public SliceTimer read(ByteInput in) {
      byte found = in.readByte();
      return switch (found) {
        case 0 -> FIRE;
        case 1 -> DROP;
        default -> throw new CorruptStateException("a slice timer is 0 or 1, found " + found);
      };
    }

    @Override
    public SliceTimer copy(SliceTimer value) {
      return value;
    }

    @Override
    public boolean isImmutable() {
      return true;
    }

    @Override
    public TypeSerializer<SliceTimer> duplicate() {
      return this;
    }

    @Override
    public String schema() {
      return "slice timer";
    }
  }
}
