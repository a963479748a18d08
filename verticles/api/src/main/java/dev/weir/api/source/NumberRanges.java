package dev.weir.api.source;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Divides sequences. */
final class NumberRanges {

  /**
   * Ranges per reader: some to spare, so that a job which is restored with more readers has work
   * for them, and quick readers can help slow ones.
   */
  private static final int PER_READER = 4;

  private NumberRanges() {}

  /** Divides a sequence into ranges in order, whose lengths differ by at most one. */
  static List<NumberRange> divide(long from, long to, int readers) {
    BigInteger first = BigInteger.valueOf(from);
    BigInteger length = BigInteger.valueOf(to).subtract(first).add(BigInteger.ONE);
    BigInteger count = BigInteger.valueOf((long) readers * PER_READER).min(length);
    List<NumberRange> ranges = new ArrayList<>();
    for (int i = 0; i < count.intValueExact(); i++) {
      BigInteger start = first.add(length.multiply(BigInteger.valueOf(i)).divide(count));
      BigInteger end = first.add(length.multiply(BigInteger.valueOf(i + 1L)).divide(count));
      ranges.add(
          new NumberRange(
              String.valueOf(i),
              start.longValueExact(),
              end.subtract(BigInteger.ONE).longValueExact()));
    }
    return ranges;
  }
}
