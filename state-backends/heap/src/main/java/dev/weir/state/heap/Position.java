package dev.weir.state.heap;

/**
 * Where the tables of objects look, and what finding it needs, computed once: the current key, or
 * that and a namespace.
 */
abstract class Position {

  static final int NONE = -1;

  /** Odd, and its bits look random: 2^64 divided by the golden ratio. */
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /**
   * Index of the key's group among those of this subtask; outside of the range if it is not its.
   */
  int group = NONE;

  int hash;

  /** The hash spread over 64 bits: the upper half finds the page, the bits below it the slot. */
  long spread;

  /** Another number each time this moves, so that a handle knows that it has found it already. */
  long stamp;

  static long spread(int hash) {
    return hash * GOLDEN;
  }

  /**
   * The index of a key's group among those of this subtask; outside of the range if it is not its,
   * or if the hash of the key alone does not tell where its entries are.
   */
  abstract int localGroupOf(int keyHash);

  /** Brings the fields up to date; called before they are read. */
  abstract void refresh();

  /** What entries are compared with, where {@link #group} is known to be one of this subtask's. */
  abstract Object sought();

  /** What a new entry holds on to. */
  abstract Object kept();

  /** Why {@link #group} is no group of this subtask. */
  abstract RuntimeException misplaced();
}
