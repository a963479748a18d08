package dev.weir.state.rocksdb;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * Timers that were added and removed since RocksDB was told. Of some it is known what RocksDB has:
 * if they come and go meanwhile, nothing is written. Of the others it is not looked up; they are
 * written as they came last.
 */
final class TimerChanges {

  /** So few that a snapshot waits a few milliseconds for them at most. */
  private static final int MAX_CHANGES = 2048;

  /**
   * While the files of a snapshot are made more of them wait: for each row that is written then the
   * worker would have to look up what it held before, which takes longer than all else it does.
   */
  private static final int MAX_CHANGES_OF_CAPTURE = 1 << 16;

  private final RowStore store;
  private final Column column;
  private final TreeMap<byte[], Change> changes = new TreeMap<>(Arrays::compareUnsigned);

  /** What is to be done in RocksDB. */
  private enum Change {
    /** It is not there yet. */
    ADD(true, true),
    /** It is there still. */
    REMOVE(false, true),
    /** It may be there already. */
    PUT(true, false),
    /** It may not be there at all. */
    DELETE(false, false);

    private final boolean adds;
    private final boolean known;

    Change(boolean adds, boolean known) {
      this.adds = adds;
      this.known = known;
    }
  }

  TimerChanges(RowStore store, Column column) {
    this.store = store;
    this.column = column;
  }

  /** A row that was not there is now. */
  void add(byte[] row) {
    change(row, Change.ADD);
  }

  /** A row that was there is not any more. */
  void remove(byte[] row) {
    change(row, Change.REMOVE);
  }

  /** A row is there now, whether it was or not. */
  void put(byte[] row) {
    change(row, Change.PUT);
  }

  /** A row is not there any more, if it was. */
  void delete(byte[] row) {
    change(row, Change.DELETE);
  }

  private void change(byte[] row, Change change) {
    @Nullable Change before = changes.putIfAbsent(row, change);
    if (before == null) {
      int limit = store.isCapturing() ? MAX_CHANGES_OF_CAPTURE : MAX_CHANGES;
      if (changes.size() >= limit) {
        flush();
      }
    } else if (before.adds != change.adds) {
      if (before.known) {
        changes.remove(row); // RocksDB has it as it is now
      } else {
        changes.put(row, change.adds ? Change.PUT : Change.DELETE);
      }
    }
  }

  void flush() {
    if (changes.isEmpty()) {
      return;
    }
    try (BatchWriter batch = store.batch()) {
      for (Map.Entry<byte[], Change> change : changes.entrySet()) {
        store.beforeWrite(column, change.getKey());
        if (change.getValue().adds) {
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
