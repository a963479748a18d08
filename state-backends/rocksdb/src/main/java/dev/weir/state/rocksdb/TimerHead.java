package dev.weir.state.rocksdb;

import java.util.Arrays;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The first timers of a key group, as rows: all there are before {@link #bound}, from which on
 * there may be others; there are none if it is null. Empty only while rows are read, or if there is
 * no timer.
 */
final class TimerHead {

  /** As many as are kept; those are few enough to be kept for each key group. */
  private static final int MAX_ROWS = 256;

  /** How many are read at a time. */
  static final int ROWS_TO_READ = MAX_ROWS / 2;

  private final TreeSet<byte[]> rows = new TreeSet<>(Arrays::compareUnsigned);
  private byte @Nullable [] bound;
  private long firstTime = Long.MAX_VALUE;

  /** Whether the head knows if a row is there. */
  boolean covers(byte[] row) {
    byte[] end = bound;
    return end == null || Arrays.compareUnsigned(row, end) < 0;
  }

  boolean contains(byte[] row) {
    return rows.contains(row);
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The first row. */
  byte[] first() {
    return rows.first();
  }

  /** The time of the first row, {@link Long#MAX_VALUE} if there is none. */
  long firstTime() {
    return firstTime;
  }

  byte @Nullable [] bound() {
    return bound;
  }

  /** A timer that the head {@linkplain #covers covers}, and that was not there, is now. */
  void add(byte[] row) {
    read(row);
    if (rows.size() > MAX_ROWS) {
      bound = rows.pollLast();
    }
  }

  void remove(byte[] row) {
    if (rows.remove(row)) {
      firstTime = rows.isEmpty() ? Long.MAX_VALUE : TimerRows.timeOf(rows.first());
    }
  }

  /** From now on there is nothing before a bound but what is {@linkplain #read read}. */
  void await(byte @Nullable [] newBound) {
    bound = newBound;
  }

  /** A row that RocksDB has. */
  void read(byte[] row) {
    rows.add(row);
    firstTime = Math.min(firstTime, TimerRows.timeOf(row));
  }
}
