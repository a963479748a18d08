package dev.weir.api.source;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.CorruptStateException;
import java.io.IOException;

/** Writes a range: id, next number, last number. */
record NumberRangeSerializer() implements SimpleVersionedSerializer<NumberRange> {

  @Override
  public int getVersion() {
    return 1;
  }

  @Override
  public byte[] serialize(NumberRange range) {
    ByteOutput out = new ByteOutput();
    out.writeString(range.splitId());
    out.writeLong(range.next());
    out.writeLong(range.last());
    return out.toByteArray();
  }

  @Override
  public NumberRange deserialize(int version, byte[] serialized) throws IOException {
    Versions.check("range of numbers", getVersion(), version);
    try {
      ByteInput in = new ByteInput(serialized);
      return new NumberRange(in.readString(), in.readLong(), in.readLong());
    } catch (CorruptStateException | IllegalArgumentException e) {
      throw new IOException("a range of numbers is damaged: " + e.getMessage(), e);
    }
  }
}
