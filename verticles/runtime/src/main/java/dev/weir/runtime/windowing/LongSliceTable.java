package dev.weir.runtime.windowing;

import dev.weir.state.spi.KeyGroups;

/**
 * Keys that are longs to accumulators that are longs, side by side in one array: a record touches
 * one line of the cache, and boxes that the program asks for do not outlive the call.
 */
final class LongSliceTable<T, K, ACC> extends SliceTable<T, K, ACC> {

  private static final int MIN_SLOTS = 64;

  private final Accumulation<T, ACC, ?> accumulation;

  /** Key and accumulator by turns; a free slot has key 0. Key 0 itself is in the last slot. */
  private long[] cells = cells(MIN_SLOTS);

  private int mask = MIN_SLOTS - 1;
  private int size;
  private boolean hasZero;

  LongSliceTable(long start, Accumulation<T, ACC, ?> accumulation) {
    super(start);
    this.accumulation = accumulation;
  }

  private static long[] cells(int slots) {
    return new long[2 * slots + 2];
  }

  @Override
  boolean put(T record, K key, int hash) throws Exception {
    long sought = (Long) key;
    long[] all = cells;
    int at = sought == 0 ? 2 * mask + 2 : find(all, mask, sought, hash);
    if (sought == 0 ? hasZero : all[at] != 0) {
      all[at + 1] = longOf(accumulation.add(boxOf(all[at + 1]), record));
      return false;
    }
    all[at] = sought;
    all[at + 1] = longOf(accumulation.first(record));
    hasZero |= sought == 0;
    size++;
    if (size > mask - (mask >>> 2)) {
      grow();
    }
    return true;
  }

  /** Where a key that is not 0 is, or would be put. */
  private static int find(long[] cells, int mask, long key, int hash) {
    int slot = (hash ^ (hash >>> 16)) & mask;
    while (cells[2 * slot] != key && cells[2 * slot] != 0) {
      slot = (slot + 1) & mask;
    }
    return 2 * slot;
  }

  private void grow() {
    int wider = 2 * mask + 1;
    long[] grown = cells(wider + 1);
    for (int i = 0; i <= 2 * mask; i += 2) {
      if (cells[i] != 0) {
        int at = find(grown, wider, cells[i], hashOf(cells[i]));
        grown[at] = cells[i];
        grown[at + 1] = cells[i + 1];
      }
    }
    grown[2 * wider + 3] = cells[2 * mask + 3];
    cells = grown;
    mask = wider;
  }

  @Override
  int size() {
    return size;
  }

  @Override
  void drain(Receiver<K, ACC> receiver) {
    for (int i = 0; i <= 2 * mask; i += 2) {
      if (cells[i] != 0) {
        receiver.take(keyOf(cells[i]), hashOf(cells[i]), boxOf(cells[i + 1]));
      }
    }
    if (hasZero) {
      receiver.take(keyOf(0), hashOf(0), boxOf(cells[2 * mask + 3]));
    }
  }

  private static int hashOf(long key) {
    return KeyGroups.mix(Long.hashCode(key));
  }

  @SuppressWarnings("unchecked") // keys are longs here
  private K keyOf(long key) {
    return (K) (Long) key;
  }

  @SuppressWarnings("unchecked") // accumulators are longs here
  private ACC boxOf(long accumulator) {
    return (ACC) (Long) accumulator;
  }

  private static long longOf(Object accumulator) {
    return (Long) accumulator;
  }
}
