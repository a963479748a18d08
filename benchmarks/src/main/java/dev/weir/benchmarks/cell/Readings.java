package dev.weir.benchmarks.cell;

/**
 * The input of {@link Workload#WINDOW}: a million records for each second of event time, each up to
 * {@link #DISORDER_MILLIS} before its turn. A hundredth of the keys of the cell, so that a window
 * has about a hundred records of each.
 */
public final class Readings {

  /** A record comes after one that is later by at most this. */
  public static final int DISORDER_MILLIS = 127;

  /** The size of the windows. */
  public static final int WINDOW_MILLIS = 1000;

  private static final int EVENTS_PER_MILLI = 1000;
  private static final int RECORDS_PER_KEY_AND_WINDOW = 100;

  private Readings() {}

  /** How many keys there are. */
  public static long keys(Cell cell) {
    return Math.max(1, cell.keys() / RECORDS_PER_KEY_AND_WINDOW);
  }

  /** The event time of the record at an offset, in milliseconds; never negative. */
  public static long time(long offset) {
    long early = Events.mix(offset) >>> 57;
    return offset / EVENTS_PER_MILLI + DISORDER_MILLIS - early;
  }

  /** The first millisecond of the window of a time. */
  public static long windowOf(long time) {
    return time - time % WINDOW_MILLIS;
  }

  /** What the count of a key in a window adds to the checksum. */
  public static long fingerprint(long key, long windowStart, long count) {
    return Events.fingerprint(key ^ Events.mix(windowStart), count);
  }
}
