package dev.weir.state.heap;

/**
 * How a {@code long[]} is a page: a few words that describe it, then slots of key and value side by
 * side, so that one cache line answers. The words share the line with the array's length, which
 * every access reads anyway.
 *
 * <p>Key 0 marks a free slot; the entry of key 0 itself has a slot among the descriptive words,
 * where instead of the key stands whether it is there.
 */
final class LongPage {

  static final int VERSION = 0;
  static final int COUNT = 1;
  static final int DEPTH = 2;

  /** 1 here if key 0 has a value; it follows. */
  static final int ZERO = 4;

  /** Where the slots begin. With the header of the array that is one cache line. */
  static final int SLOTS = 6;

  static final int MIN_SLOTS = 8;

  private LongPage() {}

  static long[] create(int slots, int depth) {
    long[] page = new long[SLOTS + 2 * slots];
    page[DEPTH] = depth;
    return page;
  }

  static int slots(long[] page) {
    return (page.length - SLOTS) >>> 1;
  }

  /** Where the search for a key other than 0 begins. */
  static int home(long[] page, long spread) {
    return SLOTS + ((int) (spread >>> 31) & (page.length - SLOTS - 1) & -2);
  }

  /** The slot of a key, or the complement of the slot where it would be put. */
  static int find(long[] page, long key, long spread) {
    if (key == 0) {
      return page[ZERO] != 0 ? ZERO : ~ZERO;
    }
    int mask = page.length - SLOTS - 1;
    int offset = (int) (spread >>> 31) & mask & -2;
    while (true) {
      long found = page[SLOTS + offset];
      if (found == key) {
        return SLOTS + offset;
      }
      if (found == 0) {
        return ~(SLOTS + offset);
      }
      offset = (offset + 2) & mask;
    }
  }

  /** Takes a free slot that {@link #find} told. */
  static void put(long[] page, int slot, long key, long value) {
    page[slot] = slot == ZERO ? 1 : key;
    page[slot + 1] = value;
    page[COUNT]++;
  }
}
