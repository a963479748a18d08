package dev.weir.runtime.windowing;

import org.jspecify.annotations.Nullable;

/** Keys and accumulators of any type. */
final class ObjectSliceTable<T, K, ACC> extends SliceTable<T, K, ACC> {

  private static final int MIN_SLOTS = 64;

  private final Accumulation<T, ACC, ?> accumulation;

  /** Key and accumulator by turns; a free slot has no key. */
  private @Nullable Object[] entries = new @Nullable Object[2 * MIN_SLOTS];

  private int[] hashes = new int[MIN_SLOTS];
  private int size;

  ObjectSliceTable(long start, Accumulation<T, ACC, ?> accumulation) {
    super(start);
    this.accumulation = accumulation;
  }

  @Override
  boolean put(T record, K key, int hash) throws Exception {
    int slot = find(key, hash);
    if (entries[2 * slot] != null) {
      entries[2 * slot + 1] = accumulation.add(accumulator(slot), record);
      return false;
    }
    entries[2 * slot] = key;
    entries[2 * slot + 1] = accumulation.first(record);
    hashes[slot] = hash;
    size++;
    if (size > hashes.length - (hashes.length >>> 2)) {
      grow();
    }
    return true;
  }

  private int find(K key, int hash) {
    int mask = hashes.length - 1;
    int slot = home(hash, mask);
    while (true) {
      Object found = entries[2 * slot];
      if (found == null || (hashes[slot] == hash && (found == key || found.equals(key)))) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
  }

  private static int home(int hash, int mask) {
    return (hash ^ (hash >>> 16)) & mask;
  }

  private void grow() {
    int slots = 2 * hashes.length;
    @Nullable Object[] grown = new @Nullable Object[2 * slots];
    int[] grownHashes = new int[slots];
    for (int i = 0; i < hashes.length; i++) {
      if (entries[2 * i] != null) {
        int slot = home(hashes[i], slots - 1);
        while (grown[2 * slot] != null) {
          slot = (slot + 1) & (slots - 1);
        }
        grown[2 * slot] = entries[2 * i];
        grown[2 * slot + 1] = entries[2 * i + 1];
        grownHashes[slot] = hashes[i];
      }
    }
    entries = grown;
    hashes = grownHashes;
  }

  @Override
  int size() {
    return size;
  }

  @Override
  void drain(Receiver<K, ACC> receiver) {
    for (int i = 0; i < hashes.length; i++) {
      if (entries[2 * i] != null) {
        receiver.take(key(i), hashes[i], accumulator(i));
      }
    }
  }

  @SuppressWarnings("unchecked") // keys come in by put alone
  private K key(int slot) {
    return (K) entries[2 * slot];
  }

  @SuppressWarnings("unchecked") // accumulators come in by put alone
  private ACC accumulator(int slot) {
    return (ACC) entries[2 * slot + 1];
  }
}
