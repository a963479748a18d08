package dev.weir.state.heap;

import dev.weir.state.spi.KeyGroupRange;
import dev.weir.state.spi.KeyGroups;
import dev.weir.state.spi.Layout;
import org.jspecify.annotations.Nullable;

/** The key that all handles work under. */
final class CurrentKey<K> extends Position {

  private final String operator;
  private final KeyGroupRange keyGroups;
  private final int maxParallelism;

  /** One less than the maximum parallelism if that is a power of two, else 0. */
  private final int keyGroupMask;

  private final Layout layout;

  private @Nullable K key;

  /** The key if its layout is primitive. */
  long bits;

  CurrentKey(String operator, KeyGroupRange keyGroups, int maxParallelism, Layout layout) {
    this.operator = operator;
    this.keyGroups = keyGroups;
    this.maxParallelism = maxParallelism;
    this.keyGroupMask = Integer.bitCount(maxParallelism) == 1 ? maxParallelism - 1 : 0;
    this.layout = layout;
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

  /** Goes back to a key that was current before, or to none. */
  void reset(@Nullable K before, int beforeHash) {
    if (before == null) {
      unset();
    } else {
      set(before, beforeHash);
    }
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

  /** Whether there is a key, and it is one of this subtask's. */
  boolean isPlaced() {
    return key != null && group >= 0 && group < keyGroups.size();
  }

  int groupOf(int anyHash) {
    return keyGroupMask != 0 ? anyHash & keyGroupMask : KeyGroups.groupOf(anyHash, maxParallelism);
  }

  @Override
  int localGroupOf(int keyHash) {
    return groupOf(keyHash) - keyGroups.first();
  }

  @Override
  void refresh() {
    // set() leaves nothing to be done
  }

  @Override
  Object sought() {
    return present();
  }

  @Override
  Object kept() {
    return present();
  }

  @Override
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
