package dev.weir.api.source;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.CorruptStateException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Writes a list of splits: the version of the splits, their number, and each with its length. */
record SplitListSerializer<S>(SimpleVersionedSerializer<S> splits)
    implements SimpleVersionedSerializer<List<S>> {

  @Override
  public int getVersion() {
    return 1;
  }

  @Override
  public byte[] serialize(List<S> list) throws IOException {
    ByteOutput out = new ByteOutput();
    out.writeVarInt(splits.getVersion());
    out.writeVarInt(list.size());
    for (S split : list) {
      byte[] bytes = splits.serialize(split);
      out.writeVarInt(bytes.length);
      out.writeBytes(bytes);
    }
    return out.toByteArray();
  }

  @Override
  public List<S> deserialize(int version, byte[] serialized) throws IOException {
    Versions.check("list of splits", getVersion(), version);
    try {
      ByteInput in = new ByteInput(serialized);
      int splitVersion = in.readVarInt();
      int count = in.readLength();
      List<S> list = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        list.add(splits.deserialize(splitVersion, in.readBytes(in.readLength())));
      }
      return list;
    } catch (CorruptStateException e) {
      throw new IOException("a list of splits is damaged: " + e.getMessage(), e);
    }
  }
}
