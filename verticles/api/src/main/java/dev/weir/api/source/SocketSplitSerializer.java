package dev.weir.api.source;

import java.io.IOException;

/** Writes nothing: there is one split. */
record SocketSplitSerializer() implements SimpleVersionedSerializer<SocketSplit> {

  @Override
  public int getVersion() {
    return 1;
  }

  @Override
  public byte[] serialize(SocketSplit split) {
    return new byte[0];
  }

  @Override
  public SocketSplit deserialize(int version, byte[] serialized) throws IOException {
    Versions.check("connection", getVersion(), version);
    return new SocketSplit();
  }
}
