package dev.weir.runtime.windowing;

/**
 * What records of one slice came to, by key. A sender keeps it until the slice is over.
 *
 * @param <T> the type of the records
 * @param <K> the type of their keys
 * @param <ACC> what they become
 */
abstract class SliceTable<T, K, ACC> {

  /** Takes what a table held. */
  @FunctionalInterface
  interface Receiver<K, ACC> {
    void take(K key, int hash, ACC accumulator);
  }

  private final long start;
  private long records;

  SliceTable(long start) {
    this.start = start;
  }

  /** The first millisecond of the slice. */
  final long start() {
    return start;
  }

  /** How many records were added. */
  final long records() {
    return records;
  }

  /**
   * Adds a record.
   *
   * @return whether it is the first one of its key
   */
  final boolean add(T record, K key, int hash) throws Exception {
    records++;
    return put(record, key, hash);
  }

  abstract boolean put(T record, K key, int hash) throws Exception;

  /** How many keys there are. */
  abstract int size();

  /** Gives all of it away; the table is not used any more. */
  abstract void drain(Receiver<K, ACC> receiver);
}
