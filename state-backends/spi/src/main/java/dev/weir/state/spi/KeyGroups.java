package dev.weir.state.spi;

/**
 * Which subtask holds a key. A key belongs to one of {@code maxParallelism} key groups for ever; a
 * subtask holds a contiguous range of them. (The scheme is that of Apache Flink.)
 */
public final class KeyGroups {

  /** The largest number of key groups: two bytes in front of a key in a sorted store. */
  public static final int MAX = 1 << 15;

  private KeyGroups() {}

  /** Spreads {@code hashCode()} over all 32 bits (the finaliser of MurmurHash3). */
  public static int hash(Object key) {
    return mix(key.hashCode());
  }

  public static int mix(int hash) {
    int h = hash;
    h ^= h >>> 16;
    h *= 0x85ebca6b;
    h ^= h >>> 13;
    h *= 0xc2b2ae35;
    h ^= h >>> 16;
    return h;
  }

  /** The key group of a key with this {@link #hash}. */
  public static int groupOf(int keyHash, int maxParallelism) {
    return (keyHash & Integer.MAX_VALUE) % maxParallelism;
  }

  /** The subtask that holds a key group. */
  public static int subtaskOf(int keyGroup, int maxParallelism, int parallelism) {
    return keyGroup * parallelism / maxParallelism;
  }

  /**
   * The key groups of a subtask; empty ranges do not occur since parallelism &lt;= maxParallelism.
   */
  public static KeyGroupRange rangeOf(int subtask, int maxParallelism, int parallelism) {
    if (parallelism > maxParallelism) {
      throw new IllegalArgumentException(
          "parallelism " + parallelism + " exceeds the maximum parallelism " + maxParallelism);
    }
    int first = (subtask * maxParallelism + parallelism - 1) / parallelism;
    int last = ((subtask + 1) * maxParallelism - 1) / parallelism;
    return new KeyGroupRange(first, last);
  }

  /** The maximum parallelism of an operator that was given none. */
  public static int defaultMaxParallelism(int parallelism) {
    int wanted = Integer.highestOneBit(Math.max(1, parallelism + parallelism / 2 - 1)) << 1;
    return Math.max(128, Math.min(wanted, MAX));
  }
}
