package dev.weir.state.rocksdb;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.rocksdb.RocksDBException;

/**
 * A set of rows. A store has one {@link Column} object for each column, which is what they are told
 * apart by: to ask RocksDB for the hash of its handle would cost more than all else.
 */
final class TouchedRows {

  private final Map<Column, Set<byte[]>> rows = new IdentityHashMap<>();

  /** What to do with the rows of a column. */
  @FunctionalInterface
  interface Action {

    /**
     * @param ofColumn in the order of their bytes
     */
    void accept(Column column, Set<byte[]> ofColumn) throws IOException, RocksDBException;
  }

  void add(Column column, byte[] row) {
    rows.computeIfAbsent(column, any -> new TreeSet<>(Arrays::compareUnsigned)).add(row);
  }

  /** Those of a column. */
  Set<byte[]> of(Column column) {
    return Collections.unmodifiableSet(rows.getOrDefault(column, Set.of()));
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  void forEach(Action action) throws IOException, RocksDBException {
    for (Map.Entry<Column, Set<byte[]>> each : rows.entrySet()) {
      action.accept(each.getKey(), each.getValue());
    }
  }
}
