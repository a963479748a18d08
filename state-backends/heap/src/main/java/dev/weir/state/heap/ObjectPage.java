package dev.weir.state.heap;

import org.jspecify.annotations.Nullable;

/**
 * A page of objects: key and value side by side, the hashes apart, so that a key is looked into
 * only if its hash is that of the key sought. A free slot has no key.
 */
final class ObjectPage {

  static final int MIN_SLOTS = 8;

  private static final int[] NO_VERSIONS = new int[0];

  final int depth;
  final int[] hashes;
  final @Nullable Object[] entries;

  /**
   * By slot, the version in which the value became the page's own; empty if values are immutable.
   */
  final int[] valueVersions;

  int version;
  int count;

  ObjectPage(int slots, int depth, boolean mutableValues) {
    this(
        depth,
        new int[slots],
        new @Nullable Object[2 * slots],
        mutableValues ? new int[slots] : NO_VERSIONS);
  }

  private ObjectPage(int depth, int[] hashes, @Nullable Object[] entries, int[] valueVersions) {
    this.depth = depth;
    this.hashes = hashes;
    this.entries = entries;
    this.valueVersions = valueVersions;
  }

  /** A copy whose values are the very same objects. */
  ObjectPage copy() {
    ObjectPage copy = new ObjectPage(depth, hashes.clone(), entries.clone(), valueVersions.clone());
    copy.version = version;
    copy.count = count;
    return copy;
  }

  int slots() {
    return hashes.length;
  }

  /** Where the search for a key begins. */
  int home(long spread) {
    return (int) (spread >>> 32) & (hashes.length - 1);
  }

  /** Reads a slot, and the first words of the key and the value in it. */
  int touch(int slot) {
    Object key = entries[2 * slot];
    Object value = entries[2 * slot + 1];
    if (key == null || value == null) {
      return hashes[slot];
    }
    return hashes[slot] + (key.getClass() == value.getClass() ? 1 : 0);
  }

  /** The slot of a key, or the complement of the slot where it would be put. */
  int find(Object key, int hash, long spread) {
    int mask = hashes.length - 1;
    int slot = (int) (spread >>> 32) & mask;
    while (true) {
      Object found = entries[2 * slot];
      if (found == null) {
        return ~slot;
      }
      if (hashes[slot] == hash && (found == key || found.equals(key))) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
  }

  /** Takes a free slot that {@link #find} told. */
  void put(int slot, Object key, int hash, Object value) {
    hashes[slot] = hash;
    entries[2 * slot] = key;
    entries[2 * slot + 1] = value;
    count++;
  }

  /** Frees a slot and closes the gap that it leaves in its run. */
  void free(int removed) {
    int mask = hashes.length - 1;
    int gap = removed;
    int next = (gap + 1) & mask;
    while (entries[2 * next] != null) {
      int home = (int) (CurrentKey.spread(hashes[next]) >>> 32) & mask;
      if (((next - home) & mask) >= ((next - gap) & mask)) {
        move(next, gap);
        gap = next;
      }
      next = (next + 1) & mask;
    }
    entries[2 * gap] = null;
    entries[2 * gap + 1] = null;
    count--;
  }

  private void move(int from, int to) {
    hashes[to] = hashes[from];
    entries[2 * to] = entries[2 * from];
    entries[2 * to + 1] = entries[2 * from + 1];
    if (valueVersions.length > 0) {
      valueVersions[to] = valueVersions[from];
    }
  }
}
