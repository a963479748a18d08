package dev.weir.state.rocksdb;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.rocksdb.RocksDBException;

/** A set of rows. */
final class TouchedRows {

  private final Map<Column, Set<byte[]>> rows = new HashMap<>();

  @FunctionalInterface
  interface Action {
    void accept(Column column, byte[] row) throws IOException, RocksDBException;
  }

  void add(Column column, byte[] row) {
    rows.computeIfAbsent(column, any -> new TreeSet<>(Arrays::compareUnsigned)).add(row);
  }

  boolean contains(Column column, byte[] row) {
    return rows.getOrDefault(column, Set.of()).contains(row);
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  void forEach(Action action) throws IOException, RocksDBException {
    for (Map.Entry<Column, Set<byte[]>> each : rows.entrySet()) {
      for (byte[] row : each.getValue()) {
        action.accept(each.getKey(), row);
      }
    }
  }
}
