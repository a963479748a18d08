package dev.weir.state.rocksdb;

import dev.weir.state.ValueState;
import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.StateKind;
import dev.weir.state.spi.ValueStateSpec;
import org.jspecify.annotations.Nullable;

/** A value per key, read from and written to RocksDB at once. */
final class PlainValueState<V> implements ValueState<V> {

  private final RowStore store;
  private final Column column;
  private final RowKey key;
  private final ValueStateSpec<V> spec;
  private final ByteOutput row = new ByteOutput();
  private final ByteOutput value = new ByteOutput();
  private final ByteInput in = new ByteInput(new byte[0]);

  PlainValueState(RowStore store, Column column, RowKey key, ValueStateSpec<V> spec) {
    this.store = store;
    this.column = column;
    this.key = key;
    this.spec = spec;
  }

  @Override
  public @Nullable V value() {
    key.writeRow(row, StateKind.VALUE);
    int length = store.get(column, row);
    if (length == RowStore.ABSENT) {
      V absent = spec.defaultValue();
      return absent == null ? null : spec.serializer().copy(absent);
    }
    in.reset(store.value(), 0, length);
    return spec.serializer().read(in);
  }

  @Override
  public void update(@Nullable V newValue) {
    if (newValue == null) {
      clear();
      return;
    }
    key.writeRow(row, StateKind.VALUE);
    value.reset();
    spec.serializer().write(newValue, value);
    store.put(column, row, value);
  }

  @Override
  public void clear() {
    key.writeRow(row, StateKind.VALUE);
    store.delete(column, row);
  }
}
