package dev.weir.state.rocksdb;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.KeyGroupRange;
import dev.weir.state.spi.KeyGroups;
import dev.weir.state.spi.TimerQueue;
import dev.weir.state.spi.TypeSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Timers of one kind as rows in order of time, of which the first of each key group are in memory
 * too. What was added and removed of late is written with others in one batch, or not at all if it
 * came and went meanwhile.
 *
 * <p>Whether a timer is there already is looked up in RocksDB only if it lies between those in
 * memory and the last one of its key group.
 */
final class RocksDBTimers<K, N> implements TimerQueue<N> {

  private final RowStore store;
  private final Column column;
  private final CurrentKey<K> currentKey;
  private final TypeSerializer<K> keySerializer;
  private final TypeSerializer<N> namespaces;
  private final KeyGroupRange keyGroups;
  private final TimerHead[] heads;
  private final TimerChanges changes;
  private final ByteOutput row = new ByteOutput();
  private long size;
  private long nextTime = Long.MAX_VALUE;

  RocksDBTimers(
      RowStore store,
      Column column,
      CurrentKey<K> currentKey,
      TypeSerializer<K> keySerializer,
      TypeSerializer<N> namespaces,
      KeyGroupRange keyGroups) {
    this.store = store;
    this.column = column;
    this.currentKey = currentKey;
    this.keySerializer = keySerializer;
    this.namespaces = namespaces;
    this.keyGroups = keyGroups;
    this.changes = new TimerChanges(store, column);
    this.heads = new TimerHead[keyGroups.size()];
    for (int i = 0; i < heads.length; i++) {
      heads[i] = new TimerHead();
    }
  }

  /** Meets all timers that were restored; before anything else is called. */
  void load() {
    scan(
        Rows.firstOf(keyGroups.first()),
        Rows.firstOf(keyGroups.last() + 1),
        restored -> {
          size++;
          headOf(restored).add(restored);
          return true;
        });
    nextTime = leastTime();
  }

  @Override
  public boolean add(long time, N namespace) {
    byte[] added = rowOf(time, namespace);
    TimerHead head = headOf(added);
    if (isThere(head, added)) {
      return false;
    }
    head.add(added);
    changes.add(added);
    size++;
    nextTime = Math.min(nextTime, time);
    return true;
  }

  @Override
  public boolean remove(long time, N namespace) {
    byte[] removed = rowOf(time, namespace);
    TimerHead head = headOf(removed);
    if (!isThere(head, removed)) {
      return false;
    }
    remove(head, removed);
    if (time == nextTime) {
      nextTime = leastTime();
    }
    return true;
  }

  @Override
  public long nextTime() {
    return nextTime;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void advance(long upTo, Action<N> action) throws Exception {
    if (size == 0 || nextTime > upTo) {
      return;
    }
    CurrentKey.Mark before = currentKey.mark();
    try {
      while (size > 0 && nextTime <= upTo) {
        runFirst(action);
      }
    } finally {
      before.restore();
    }
  }

  private void runFirst(Action<N> action) throws Exception {
    TimerHead head = firstHead();
    byte[] first = head.first();
    long time = TimerRows.timeOf(first);
    ByteInput in = TimerRows.keyOf(first);
    K key = in.readSized(keySerializer);
    N namespace = namespaces.read(in);
    remove(head, first);
    if (head.isEmpty() || head.firstTime() != time) {
      nextTime = leastTime();
    }
    currentKey.set(key, KeyGroups.hash(key));
    action.onTimer(time, namespace);
  }

  /** Brings what is only in memory to RocksDB. */
  void writeBack() {
    changes.flush();
  }

  private byte[] rowOf(long time, N namespace) {
    currentKey.require();
    return TimerRows.of(currentKey, time, namespaces, namespace, row);
  }

  private TimerHead headOf(byte[] anyRow) {
    return heads[Rows.keyGroupOf(anyRow) - keyGroups.first()];
  }

  private boolean isThere(TimerHead head, byte[] sought) {
    if (head.covers(sought)) {
      return head.contains(sought);
    }
    return !head.isBeyondLast(sought) && changes.isThere(sought);
  }

  private void remove(TimerHead head, byte[] removed) {
    head.remove(removed);
    changes.remove(removed);
    size--;
    if (head.isEmpty() && head.bound() != null) {
      refill(head, head.bound());
    }
  }

  private void refill(TimerHead head, byte[] from) {
    changes.flush();
    head.await(null);
    int[] read = {0};
    scan(
        from,
        Rows.firstOf(Rows.keyGroupOf(from) + 1),
        found -> {
          if (read[0]++ == TimerHead.ROWS_TO_READ) {
            head.await(found);
            return false;
          }
          head.read(found);
          return true;
        });
  }

  private TimerHead firstHead() {
    for (TimerHead head : heads) {
      if (head.firstTime() == nextTime && !head.isEmpty()) {
        return head;
      }
    }
    throw new IllegalStateException(
        size + " timers of " + column.schema().name() + ", but none at " + nextTime);
  }

  private long leastTime() {
    long least = Long.MAX_VALUE;
    for (TimerHead head : heads) {
      least = Math.min(least, head.firstTime());
    }
    return least;
  }

  /** What to do with a row. */
  @FunctionalInterface
  private interface RowAction {
    boolean accept(byte[] found);
  }

  private void scan(byte[] from, byte[] before, RowAction action) {
    try {
      store.scan(column, from, before, (found, value) -> action.accept(found));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
