package dev.weir.state.rocksdb;

import dev.weir.state.rocksdb.Capture.TakenValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * Values of hot keys, or keys and namespaces, in front of RocksDB, written back when they are
 * evicted or captured. Open addressing with linear probing; eviction is CLOCK, many entries at a
 * time so that dirty ones share a batch. An entry without a value says that there is none.
 *
 * <p>A value in the cache is never changed in place: writers put in a new one. So taking the dirty
 * entries for a snapshot is copying references.
 */
final class ValueCache<K, V> {

  /** What an absent entry is found at. */
  static final int NOWHERE = -1;

  private static final byte USED = 1;
  private static final byte DIRTY = 2;
  private static final byte TAKEN = 4;
  private static final byte RECENT = 8;
  private static final int SORTED_RUN = 1 << 16;
  private static final int MIN_SLOTS = 1 << 10;
  private static final int MAX_SLOTS = 1 << 27;

  private final ValueRows<K, V> rows;
  private final ValueRows<K, V> rowsOfWorker;
  private int[] hashes = new int[MIN_SLOTS];
  private @Nullable Object[] keys = new Object[MIN_SLOTS];
  private @Nullable Object[] values = new Object[MIN_SLOTS];
  private byte[] flags = new byte[MIN_SLOTS];
  private int shift = Integer.SIZE - 10;
  private int size;
  private int dirty;
  private int hand;

  ValueCache(ValueRows<K, V> rows) {
    this.rows = rows;
    this.rowsOfWorker = rows.duplicate();
  }

  Column column() {
    return rows.column();
  }

  int size() {
    return size;
  }

  /** How many entries RocksDB does not have as they are. */
  int dirty() {
    return dirty;
  }

  /** The slot of a key, or {@link #NOWHERE}. Slots move when an entry is added or evicted. */
  int find(K key, int hash) {
    int mask = flags.length - 1;
    int slot = home(hash);
    while (flags[slot] != 0) {
      if (hashes[slot] == hash && key.equals(keys[slot])) {
        return slot;
      }
      slot = slot + 1 & mask;
    }
    return NOWHERE;
  }

  @SuppressWarnings("unchecked") // only values of V are put in
  @Nullable V value(int slot) {
    flags[slot] |= RECENT;
    return (V) values[slot];
  }

  /** Replaces the value of an entry. */
  void set(int slot, @Nullable V value) {
    byte before = flags[slot];
    if ((before & (DIRTY | TAKEN)) == 0) {
      dirty++;
    }
    values[slot] = value;
    flags[slot] = (byte) (before | DIRTY | RECENT);
  }

  /** Adds an entry for a key that has none, as RocksDB has it. */
  int add(K key, int hash, @Nullable V value) {
    if (size >= flags.length / 8 * 5) {
      grow();
    }
    int mask = flags.length - 1;
    int slot = home(hash);
    while (flags[slot] != 0) {
      slot = slot + 1 & mask;
    }
    hashes[slot] = hash;
    keys[slot] = key;
    values[slot] = value;
    flags[slot] = USED;
    size++;
    return slot;
  }

  /**
   * Removes entries that were not used of late, those taken by a capture under way excepted.
   *
   * @param wanted how many; fewer are removed only if the rest is taken
   * @return how many were removed
   */
  int evict(int wanted, RowStore store) {
    int evicted = 0;
    try (BatchWriter batch = store.batch()) {
      // In two rounds, every entry loses its second chance.
      for (int steps = flags.length * 2; steps > 0 && evicted < wanted; steps--) {
        byte flag = flags[hand];
        if ((flag & (RECENT | TAKEN)) != 0) {
          flags[hand] &= ~RECENT;
          hand = hand + 1 & flags.length - 1;
        } else if (flag == 0) {
          hand = hand + 1 & flags.length - 1;
        } else {
          writeIfDirty(hand, batch, store);
          remove(hand); // another entry may have moved here
          evicted++;
        }
      }
      batch.flush();
    } catch (RocksDBException e) {
      throw Failure.unchecked(store.name(), "write back the cache", e);
    }
    return evicted;
  }

  /** Writes all that is dirty to RocksDB. No capture may have taken anything. */
  void writeBack(RowStore store) {
    try (BatchWriter batch = store.batch()) {
      for (int slot = 0; slot < flags.length; slot++) {
        writeIfDirty(slot, batch, store);
      }
      batch.flush();
    } catch (RocksDBException e) {
      throw Failure.unchecked(store.name(), "write back the cache", e);
    }
  }

  /**
   * Takes the dirty entries for a snapshot; {@link #settle} ends it. What is copied is the table as
   * it stands, block by block, for picking out the dirty entries would take several times as long.
   */
  TakenValues take() {
    Taken<K, V> taken = new Taken<>(rowsOfWorker, this);
    byte[] all = flags;
    for (int slot = 0; slot < all.length; slot++) {
      byte flag = all[slot];
      all[slot] = (byte) (flag & ~DIRTY | (flag & DIRTY) << 1);
    }
    return taken;
  }

  /**
   * Says what became of what was taken.
   *
   * @param written whether RocksDB has it now; if not, it is dirty again
   */
  void settle(boolean written) {
    for (int slot = 0; slot < flags.length; slot++) {
      if ((flags[slot] & TAKEN) != 0) {
        flags[slot] &= ~TAKEN;
        if (!written) {
          flags[slot] |= DIRTY;
        } else if ((flags[slot] & DIRTY) == 0) {
          dirty--;
        }
      }
    }
  }

  private void writeIfDirty(int slot, BatchWriter batch, RowStore store) throws RocksDBException {
    if ((flags[slot] & DIRTY) == 0) {
      return;
    }
    @SuppressWarnings("unchecked") // only keys of K are put in
    K key = (K) keys[slot];
    @SuppressWarnings("unchecked") // only values of V are put in
    @Nullable V value = (V) values[slot];
    byte[] row = rows.rowOf(key);
    store.beforeWrite(rows.column(), row);
    rows.write(batch, row, value);
    flags[slot] &= ~DIRTY;
    dirty--;
  }

  /** Closes the gap, so that probing needs no tombstones. */
  private void remove(int slot) {
    int mask = flags.length - 1;
    int gap = slot;
    int next = slot + 1 & mask;
    while (flags[next] != 0) {
      int fromHome = next - home(hashes[next]) & mask;
      int fromGap = next - gap & mask;
      if (fromHome >= fromGap) {
        move(next, gap);
        gap = next;
      }
      next = next + 1 & mask;
    }
    flags[gap] = 0;
    keys[gap] = null;
    values[gap] = null;
    size--;
  }

  private void move(int from, int to) {
    hashes[to] = hashes[from];
    keys[to] = keys[from];
    values[to] = values[from];
    flags[to] = flags[from];
  }

  private void grow() {
    if (flags.length == MAX_SLOTS) {
      throw new IllegalStateException("the cache has " + size + " entries and cannot grow");
    }
    int[] oldHashes = hashes;
    @Nullable Object[] oldKeys = keys;
    @Nullable Object[] oldValues = values;
    byte[] oldFlags = flags;
    int slots = oldFlags.length * 2;
    hashes = new int[slots];
    keys = new Object[slots];
    values = new Object[slots];
    flags = new byte[slots];
    shift--;
    for (int from = 0; from < oldFlags.length; from++) {
      if (oldFlags[from] != 0) {
        int to = home(oldHashes[from]);
        while (flags[to] != 0) {
          to = to + 1 & slots - 1;
        }
        hashes[to] = oldHashes[from];
        keys[to] = oldKeys[from];
        values[to] = oldValues[from];
        flags[to] = oldFlags[from];
      }
    }
  }

  /** Key groups are a remainder of the hash, so its low bits are alike in a subtask: mix again. */
  private int home(int hash) {
    return hash * 0x9E3779B9 >>> shift;
  }

  private static final class Taken<K, V> implements TakenValues {

    private final ValueRows<K, V> rows;
    private final @Nullable Object[] keys;
    private final @Nullable Object[] values;
    private final byte[] flags;

    Taken(ValueRows<K, V> rows, ValueCache<K, V> cache) {
      boolean any = cache.dirty > 0;
      this.rows = rows;
      this.keys = any ? cache.keys.clone() : new Object[0];
      this.values = any ? cache.values.clone() : new Object[0];
      this.flags = any ? cache.flags.clone() : new byte[0];
    }

    @Override
    public void writeTo(BatchWriter batch) throws RocksDBException {
      List<Row<V>> run = new ArrayList<>();
      for (int slot = 0; slot < flags.length; slot++) {
        if ((flags[slot] & DIRTY) != 0) {
          @SuppressWarnings("unchecked") // taken from a cache of K and V
          K key = (K) keys[slot];
          @SuppressWarnings("unchecked") // taken from a cache of K and V
          @Nullable V value = (V) values[slot];
          run.add(new Row<>(rows.rowOf(key), value));
          if (run.size() == SORTED_RUN) {
            writeSorted(run, batch);
          }
        }
      }
      writeSorted(run, batch);
    }

    /** Neighbours find their place in RocksDB's skip list sooner, the paths to it being cached. */
    private void writeSorted(List<Row<V>> run, BatchWriter batch) throws RocksDBException {
      run.sort((a, b) -> Arrays.compareUnsigned(a.row, b.row));
      for (Row<V> each : run) {
        rows.write(batch, each.row, each.value);
      }
      run.clear();
    }

    private record Row<V>(byte[] row, @Nullable V value) {}
  }
}
