package dev.weir.benchmarks.flink;

import dev.weir.benchmarks.cell.Stripe;
import java.nio.ByteBuffer;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Partition, partitions, position. */
final class StripeSerializer implements SimpleVersionedSerializer<StripeSplit> {

  static final int BYTES = 2 * Integer.BYTES + Long.BYTES;

  @Override
  public int getVersion() {
    return 1;
  }

  @Override
  public byte[] serialize(StripeSplit split) {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    write(split, bytes);
    return bytes.array();
  }

  @Override
  public StripeSplit deserialize(int version, byte[] serialized) {
    return read(ByteBuffer.wrap(serialized));
  }

  static void write(StripeSplit split, ByteBuffer bytes) {
    Stripe stripe = split.stripe();
    bytes.putInt(stripe.partition()).putInt(stripe.partitions()).putLong(stripe.position());
  }

  static StripeSplit read(ByteBuffer bytes) {
    return new StripeSplit(new Stripe(bytes.getInt(), bytes.getInt(), bytes.getLong()));
  }
}
