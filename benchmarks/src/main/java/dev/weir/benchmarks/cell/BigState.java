package dev.weir.benchmarks.cell;

import java.nio.ByteBuffer;

/** The records and values of {@link Workload#BIGSTATE}: every key once, then changes. */
public final class BigState {

  /** The size of a value; the first eight are the count. */
  public static final int VALUE_BYTES = 100;

  private static final double SKEW = 0.99;

  private BigState() {}

  /** The key of the record at an offset. */
  public static long key(long offset, long keys, Workload workload) {
    if (offset < keys) {
      return offset;
    }
    return workload == Workload.BIGSTATE_ZIPF ? zipf(offset, keys) : Events.key(offset, keys);
  }

  /**
   * A key whose rank follows Zipf's law closely: the inverse of its distribution function, the sum
   * in it replaced by the integral. Ranks are scattered, so that hot keys are no neighbours.
   */
  private static long zipf(long offset, long keys) {
    double uniform = (Events.mix(offset) >>> 11) * 0x1.0p-53;
    double power = 1 - SKEW;
    double rank = Math.pow(1 + uniform * (Math.pow(keys, power) - 1), 1 / power);
    return (Events.mix((long) rank) >>> 1) % keys;
  }

  /** The value of a key that has come for the first time. */
  public static byte[] first(long key) {
    byte[] value = new byte[VALUE_BYTES];
    ByteBuffer.wrap(value).putLong(1).putLong(key);
    return value;
  }

  /** The next value; the one before is left as it is. */
  public static byte[] next(byte[] before) {
    byte[] value = before.clone();
    ByteBuffer bytes = ByteBuffer.wrap(value);
    bytes.putLong(0, bytes.getLong(0) + 1);
    return value;
  }

  /** How often the key of a value has come. */
  public static long count(byte[] value) {
    return ByteBuffer.wrap(value).getLong(0);
  }
}
