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
 * came and went among the first.
 *
 * <p>Nothing is read when a timer is added or removed: whether it is there already is known of the
 * first, and makes no difference to the others. So nobody knows how many there are.
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

  /** Meets the first timers that were restored; before anything else is called. */
  void load() {
    for (int keyGroup = keyGroups.first(); keyGroup <= keyGroups.last(); keyGroup++) {
      refill(heads[keyGroup - keyGroups.first()], Rows.firstOf(keyGroup), keyGroup);
    }
    nextTime = leastTime();
  }

  @Override
  public void add(long time, N namespace) {
    byte[] added = rowOf(time, namespace);
    TimerHead head = headOf(added);
    if (!head.covers(added)) {
      changes.put(added);
    } else if (!head.contains(added)) {
      changes.add(added);
      head.add(added);
      nextTime = Math.min(nextTime, time);
    }
  }

  @Override
  public void remove(long time, N namespace) {
    byte[] removed = rowOf(time, namespace);
    TimerHead head = headOf(removed);
    if (!head.covers(removed)) {
      changes.delete(removed);
    } else if (head.contains(removed)) {
      remove(head, removed);
      if (time == nextTime) {
        nextTime = leastTime();
      }
    }
  }

  @Override
  public long nextTime() {
    return nextTime;
  }

  @Override
  public boolean isEmpty() {
    for (TimerHead head : heads) {
      if (!head.isEmpty()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean advance(long upTo, Action<N> action, Pause pause) throws Exception {
    if (!isDue(upTo)) {
      return true;
    }
    CurrentKey.Mark before = currentKey.mark();
    try {
      do {
        runFirst(action);
      } while (isDue(upTo) && !pause.isDue());
    } finally {
      before.restore();
    }
    return !isDue(upTo);
  }

  private boolean isDue(long upTo) {
    return nextTime <= upTo && (nextTime < Long.MAX_VALUE || !isEmpty());
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

  private void remove(TimerHead head, byte[] removed) {
    head.remove(removed);
    changes.remove(removed);
    byte[] bound = head.bound();
    if (head.isEmpty() && bound != null) {
      changes.flush();
      refill(head, bound, Rows.keyGroupOf(bound));
    }
  }

  private void refill(TimerHead head, byte[] from, int keyGroup) {
    head.await(null);
    int[] read = {0};
    scan(
        from,
        Rows.firstOf(keyGroup + 1),
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
        "there is no timer of " + column.schema().name() + " at " + nextTime);
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
