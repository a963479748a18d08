package dev.weir.state.heap;

import dev.weir.state.spi.KeyGroupRange;
import dev.weir.state.spi.KeyGroups;
import dev.weir.state.spi.Layout;
import org.jspecify.annotations.Nullable;

/** The key that all handles work under, and what finding it needs, computed once. */
final class CurrentKey<K> {

  private static final int NONE = -1;

  /** Odd, and its bits look random: 2^64 divided by the golden ratio. */
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final String operator;
  private final KeyGroupRange keyGroups;
  private final int maxParallelism;

  /** One less than the maximum parallelism if that is a power of two, else 0. */
  private final int keyGroupMask;

  private final Layout layout;

  private @Nullable K key;

  /**
   * Index of the key's group among those of this subtask; outside of the range if it is not its.
   */
  int group = NONE;

  int hash;

  /** The key if its layout is primitive. */
  long bits;

  /** The hash spread over 64 bits: the upper half finds the page, the bits below it the slot. */
  long spread;

  /** Another number each time a key is set, so that a handle knows that it has found it already. */
  long stamp;

  CurrentKey(String operator, KeyGroupRange keyGroups, int maxParallelism, Layout layout) {
    this.operator = operator;
    this.keyGroups = keyGroups;
    this.maxParallelism = maxParallelism;
    this.keyGroupMask = Integer.bitCount(maxParallelism) == 1 ? maxParallelism - 1 : 0;
    this.layout = layout;
  }

  static long spread(int hash) {
    return hash * GOLDEN;
  }

  void set(K newKey, int newHash) {
    key = newKey;
    hash = newHash;
    bits = bitsOf(newKey);
    spread = spread(newHash);
    group = groupOf(newHash) - keyGroups.first();
    stamp++;
  }

  void unset() {
    key = null;
    group = NONE;
    stamp++;
  }

  @Nullable K key() {
    return key;
  }

  /** The key, where {@link #group} is known to be one of this subtask's. */
  K present() {
    K present = key;
    if (present == null) {
      throw misplaced();
    }
    return present;
  }

  int groupOf(int anyHash) {
    return keyGroupMask != 0 ? anyHash & keyGroupMask : KeyGroups.groupOf(anyHash, maxParallelism);
  }

  /** The index of a key's group among those of this subtask; outside of the range if not its. */
  int localGroupOf(int anyHash) {
    return groupOf(anyHash) - keyGroups.first();
  }

  /** Why {@link #group} is no group of this subtask. */
  RuntimeException misplaced() {
    if (key == null) {
      return new IllegalStateException(
          "Operator '" + operator + "' uses keyed state without a current key");
    }
    return new IllegalArgumentException(
        String.format(
            "Key %s of operator '%s' belongs to key group %d, this subtask holds %s",
            key, operator, group + keyGroups.first(), keyGroups));
  }

  private long bitsOf(K anyKey) {
    if (layout == Layout.LONG) {
      return (Long) anyKey;
    }
    return layout == Layout.INT ? (Integer) anyKey : 0;
  }
}
