package dev.weir.runtime.windowing;

/**
 * Whether keys repeat enough for it to pay to aggregate before the shuffle. If they do not, records
 * pass for a while, and then it is tried again: so trying costs a small part of what is passed.
 */
final class Repetition {

  /** Keys after which something can be said. */
  private static final int SAMPLE = 8192;

  /** Below so many records for each key it does not pay. */
  private static final int WORTHWHILE = 2;

  private static final int PASSED_FOR_EACH_TRIED = 32;

  private long records;
  private long keys;

  /**
   * Something was sent.
   *
   * @param newRecords that it was made of
   * @param newKeys that it has
   * @return how many records are to pass as they are; 0: go on aggregating
   */
  long sent(long newRecords, long newKeys) {
    records += newRecords;
    keys += newKeys;
    if (keys < SAMPLE) {
      return 0;
    }
    long toPass = records < WORTHWHILE * keys ? PASSED_FOR_EACH_TRIED * records : 0;
    records = 0;
    keys = 0;
    return toPass;
  }
}
