package dev.weir.state.rocksdb;

import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.KeyGroupRange;
import dev.weir.state.spi.StateKind;
import dev.weir.state.spi.StateTtl;
import dev.weir.state.ttl.ExpiredFilter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Goes over the rows of a state that expires, some hundred at a time, and removes what has expired.
 * Reading many rows at a time is what makes it cheap, so accesses are counted until there are
 * enough of them.
 */
final class RowSweep implements Runnable {

  private static final int ROWS_AT_A_TIME = 256;

  private final RowStore store;
  private final Captures captures;
  private final Column column;
  private final StateTtl ttl;
  private final LongSupplier clock;
  private final int rowsPerAccess;
  private final byte[] begin;
  private final byte[] end;
  private final ByteOutput row = new ByteOutput();
  private final ByteOutput value = new ByteOutput();
  private byte[] next;
  private int due;

  RowSweep(
      RowStore store,
      Captures captures,
      Column column,
      StateTtl ttl,
      LongSupplier clock,
      KeyGroupRange keyGroups) {
    this.store = store;
    this.captures = captures;
    this.column = column;
    this.ttl = ttl;
    this.clock = clock;
    this.rowsPerAccess = rowsPerAccess(ttl.cleanup());
    this.begin = Rows.firstOf(keyGroups.first());
    this.end = Rows.firstOf(keyGroups.last() + 1);
    this.next = begin;
  }

  private static int rowsPerAccess(StateTtl.Cleanup cleanup) {
    return Math.max(cleanup.entriesPerAccess(), cleanup.inCompaction() ? 1 : 0);
  }

  /** What filters the values of a column row by row. */
  static StateKind kindOfRows(StateKind kind) {
    return kind == StateKind.MAP ? StateKind.VALUE : kind;
  }

  @Override
  public void run() {
    due += rowsPerAccess;
    if (due >= ROWS_AT_A_TIME) {
      due = 0;
      sweep();
    }
  }

  private void sweep() {
    // Or a value that is being brought from the cache might be taken for the one before it.
    captures.drain();
    if (next == begin) {
      captures.writeBack(column);
    }
    // Empty: nothing is left of the row.
    TreeMap<byte[], byte[]> changes = new TreeMap<>(Arrays::compareUnsigned);
    StateKind kind = kindOfRows(column.schema().kind());
    ExpiredFilter filter = new ExpiredFilter(kind, ttl, clock.getAsLong());
    byte[] from = next;
    next = begin;
    int[] seen = {0};
    try {
      store.scan(
          column,
          from,
          end,
          (found, stored) -> {
            if (seen[0]++ == ROWS_AT_A_TIME) {
              next = found;
              return false;
            }
            ByteOutput kept = filter.filter(stored, 0, stored.length);
            if (kept == null || kept.size() < stored.length) {
              changes.put(found, kept == null ? TimerRows.NO_VALUE : kept.toByteArray());
            }
            return true;
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    changes.forEach(this::change);
  }

  private void change(byte[] changed, byte[] kept) {
    row.reset();
    row.writeBytes(changed);
    if (kept.length == 0) {
      store.delete(column, row);
    } else {
      value.reset();
      value.writeBytes(kept);
      store.put(column, row, value);
    }
  }
}
