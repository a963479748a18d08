package dev.weir.state.rocksdb;

import dev.weir.state.ListState;
import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.ListStateSpec;
import dev.weir.state.spi.StateKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A list per key as one row; adding is a merge, which reads nothing. */
final class RocksDBListState<T> implements ListState<T> {

  private final RowStore store;
  private final Column column;
  private final RowKey key;
  private final ListStateSpec<T> spec;
  private final ByteOutput row = new ByteOutput();
  private final ByteOutput element = new ByteOutput();
  private final ByteOutput elements = new ByteOutput();

  RocksDBListState(RowStore store, Column column, RowKey key, ListStateSpec<T> spec) {
    this.store = store;
    this.column = column;
    this.key = key;
    this.spec = spec;
  }

  @Override
  public Iterable<T> get() {
    key.writeRow(row, StateKind.LIST);
    int length = store.get(column, row);
    if (length == RowStore.ABSENT) {
      return List.of();
    }
    List<T> list = new ArrayList<>();
    ByteInput in = new ByteInput(store.value(), 0, length);
    ByteInput slice = new ByteInput(store.value(), 0, 0);
    while (in.remaining() > 0) {
      int elementLength = in.readLength();
      slice.reset(in.array(), in.position(), elementLength);
      list.add(spec.elementSerializer().read(slice));
      in.skip(elementLength);
    }
    return list;
  }

  @Override
  public void add(T value) {
    addAll(List.of(requireElement(value)));
  }

  @Override
  public void addAll(List<T> values) {
    key.writeRow(row, StateKind.LIST);
    write(values);
    if (elements.size() > 0) {
      store.append(column, row, elements);
    }
  }

  @Override
  public void update(List<T> values) {
    key.writeRow(row, StateKind.LIST);
    write(values);
    if (elements.size() > 0) {
      store.put(column, row, elements);
    } else {
      store.delete(column, row);
    }
  }

  @Override
  public void clear() {
    key.writeRow(row, StateKind.LIST);
    store.delete(column, row);
  }

  private void write(List<T> values) {
    elements.reset();
    for (T value : values) {
      element.reset();
      spec.elementSerializer().write(requireElement(value), element);
      elements.writeVarInt(element.size());
      elements.writeBytes(element.array(), 0, element.size());
    }
  }

  private T requireElement(T value) {
    return Objects.requireNonNull(value, () -> "an element of list state '" + spec.name() + "'");
  }
}
