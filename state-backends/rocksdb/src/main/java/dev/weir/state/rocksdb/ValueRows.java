package dev.weir.state.rocksdb;

import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.TypeSerializer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/** Turns cache entries into rows. For one thread at a time. */
final class ValueRows<E, V> {

  private final Column column;
  private final EntryRows<E> entries;
  private final TypeSerializer<V> serializer;
  private final ByteOutput row = new ByteOutput();
  private final ByteOutput value = new ByteOutput();

  ValueRows(Column column, EntryRows<E> entries, TypeSerializer<V> serializer) {
    this.column = column;
    this.entries = entries;
    this.serializer = serializer;
  }

  /** The same for another thread. */
  ValueRows<E, V> duplicate() {
    return new ValueRows<>(column, entries.duplicate(), serializer.duplicate());
  }

  Column column() {
    return column;
  }

  byte[] rowOf(E entry) {
    entries.write(entry, row);
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
