package dev.weir.state.rocksdb;

import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.KeyGroups;
import dev.weir.state.spi.StateKind;
import dev.weir.state.spi.TypeSerializer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/** Turns cache entries into rows. For one thread at a time. */
final class ValueRows<K, V> {

  private final Column column;
  private final int maxParallelism;
  private final TypeSerializer<K> keySerializer;
  private final TypeSerializer<V> serializer;
  private final ByteOutput key = new ByteOutput();
  private final ByteOutput row = new ByteOutput();
  private final ByteOutput value = new ByteOutput();

  ValueRows(
      Column column,
      int maxParallelism,
      TypeSerializer<K> keySerializer,
      TypeSerializer<V> serializer) {
    this.column = column;
    this.maxParallelism = maxParallelism;
    this.keySerializer = keySerializer;
    this.serializer = serializer;
  }

  /** The same for another thread. */
  ValueRows<K, V> duplicate() {
    return new ValueRows<>(
        column, maxParallelism, keySerializer.duplicate(), serializer.duplicate());
  }

  Column column() {
    return column;
  }

  byte[] rowOf(K entryKey, int hash) {
    key.reset();
    keySerializer.write(entryKey, key);
    int keyGroup = KeyGroups.groupOf(hash, maxParallelism);
    Rows.write(row, StateKind.VALUE, keyGroup, key.array(), 0, key.size());
    return row.toByteArray();
  }

  /**
   * @param entryValue null removes the row
   */
  void write(BatchWriter batch, byte[] entryRow, @Nullable V entryValue) throws RocksDBException {
    if (entryValue == null) {
      batch.delete(column.handle(), entryRow);
    } else {
      value.reset();
      serializer.write(entryValue, value);
      batch.put(column.handle(), entryRow, value.toByteArray());
    }
  }
}
