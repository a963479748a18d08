package dev.weir.benchmarks.weir;

import dev.weir.api.source.SimpleVersionedSerializer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Partitions, one after the other. */
final class StripesSerializer implements SimpleVersionedSerializer<List<StripeSplit>> {

  @Override
  public int getVersion() {
    return 1;
  }

  @Override
  public byte[] serialize(List<StripeSplit> splits) {
    ByteBuffer bytes = ByteBuffer.allocate(splits.size() * StripeSerializer.BYTES);
    splits.forEach(split -> StripeSerializer.write(split, bytes));
    return bytes.array();
  }

  @Override
  public List<StripeSplit> deserialize(int version, byte[] serialized) {
    ByteBuffer bytes = ByteBuffer.wrap(serialized);
    List<StripeSplit> splits = new ArrayList<>();
    while (bytes.hasRemaining()) {
      splits.add(StripeSerializer.read(bytes));
    }
    return splits;
  }
}
