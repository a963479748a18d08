package dev.weir.state.rocksdb;

/**
 * Turns bytes into a number of cache entries. What an object takes on the heap is not known, so its
 * serialised size stands for it, known at each load and sampled at updates: an estimate, which
 * large values move at once and small ones slowly.
 */
final class CacheBudget {

  /** Headers, references, the slots of the table. */
  private static final int ENTRY_OVERHEAD = 96;

  private static final int SAMPLE_MASK = 63;

  private final long bytes;
  private long valueBytes = 8;
  private int updates;

  CacheBudget(long bytes) {
    this.bytes = bytes;
  }

  /** Whether the size of this update should be measured. */
  boolean wantsSample() {
    return (updates++ & SAMPLE_MASK) == 0;
  }

  void sample(int size) {
    long difference = size - valueBytes;
    valueBytes += difference > 0 ? Math.max(1, difference / 4) : difference / 64;
  }

  /**
   * @param sharers how many caches share the bytes
   */
  int entries(int sharers) {
    return (int)
        Math.max(64, Math.min(1 << 26, bytes / sharers / (ENTRY_OVERHEAD + 2 * valueBytes)));
  }

  long estimatedBytes(int entries) {
    return entries * (ENTRY_OVERHEAD + 2 * valueBytes);
  }
}
