package dev.weir.state.rocksdb;

import dev.weir.state.spi.ByteOutput;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.rocksdb.RocksDBException;

/** Timers that were added and removed since RocksDB was told. */
final class TimerChanges {

  /** So few that a snapshot waits a few milliseconds for them at most. */
  private static final int MAX_CHANGES = 2048;

  private final RowStore store;
  private final Column column;

  /** By row, whether it is there; RocksDB has it the other way round. */
  private final TreeMap<byte[], Boolean> changes = new TreeMap<>(Arrays::compareUnsigned);

  private final ByteOutput sought = new ByteOutput();

  TimerChanges(RowStore store, Column column) {
    this.store = store;
    this.column = column;
  }

  boolean isThere(byte[] row) {
    Boolean change = changes.get(row);
    if (change != null) {
      return change;
    }
    sought.reset();
    sought.writeBytes(row);
    return store.get(column, sought) != RowStore.ABSENT;
  }

  /** A row that was not there is now. */
  void add(byte[] row) {
    change(row, true);
  }

  /** A row that was there is not any more. */
  void remove(byte[] row) {
    change(row, false);
  }

  private void change(byte[] row, boolean there) {
    if (changes.remove(row) == null) {
      changes.put(row, there);
      if (changes.size() == MAX_CHANGES) {
        flush();
      }
    }
  }

  void flush() {
    if (changes.isEmpty()) {
      return;
    }
    try (BatchWriter batch = store.batch()) {
      for (Map.Entry<byte[], Boolean> change : changes.entrySet()) {
        store.beforeWrite(column, change.getKey());
        if (change.getValue()) {
          batch.put(column.handle(), change.getKey(), TimerRows.NO_VALUE);
        } else {
          batch.delete(column.handle(), change.getKey());
        }
      }
      batch.flush();
    } catch (RocksDBException e) {
      throw Failure.unchecked(store.name(), "write timers '" + column.schema().name() + "'", e);
    }
    changes.clear();
  }
}
