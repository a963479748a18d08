package dev.weir.api.source;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.CorruptStateException;
import java.io.IOException;

/** Writes the position. */
record CollectionPositionSerializer() implements SimpleVersionedSerializer<CollectionPosition> {

  @Override
  public int getVersion() {
    return 1;
  }

  @Override
  public byte[] serialize(CollectionPosition position) {
    ByteOutput out = new ByteOutput();
    out.writeInt(position.next());
    return out.toByteArray();
  }

  @Override
  public CollectionPosition deserialize(int version, byte[] serialized) throws IOException {
    Versions.check("position in a collection", getVersion(), version);
    try {
      return new CollectionPosition(new ByteInput(serialized).readInt());
    } catch (CorruptStateException | IllegalArgumentException e) {
      throw new IOException("a position in a collection is damaged: " + e.getMessage(), e);
    }
  }
}
