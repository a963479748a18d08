package dev.weir.state.rocksdb;

import dev.weir.state.MapState;
import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.MapStateSpec;
import dev.weir.state.spi.StateKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A map per key as a row per entry. */
final class RocksDBMapState<A, B> implements MapState<A, B> {

  /** Rows that an iterator reads at a time; no native iterator outlives a call. */
  private static final int ROWS_AT_A_TIME = 128;

  private final RowStore store;
  private final Column column;
  private final RowKey rowKey;
  private final MapStateSpec<A, B> spec;
  private final ByteOutput row = new ByteOutput();
  private final ByteOutput mapKey = new ByteOutput();
  private final ByteOutput value = new ByteOutput();
  private final ByteInput in = new ByteInput(new byte[0]);

  RocksDBMapState(RowStore store, Column column, RowKey rowKey, MapStateSpec<A, B> spec) {
    this.store = store;
    this.column = column;
    this.rowKey = rowKey;
    this.spec = spec;
  }

  @Override
  public @Nullable B get(A key) {
    writeRow(key);
    int length = store.get(column, row);
    if (length == RowStore.ABSENT) {
      return null;
    }
    in.reset(store.value(), 0, length);
    return spec.valueSerializer().read(in);
  }

  @Override
  public void put(A key, B newValue) {
    writeRow(key);
    putRow(row, newValue);
  }

  @Override
  public void putAll(Map<A, B> map) {
    map.forEach(this::put);
  }

  @Override
  public void remove(A key) {
    writeRow(key);
    store.delete(column, row);
  }

  @Override
  public boolean contains(A key) {
    writeRow(key);
    return store.get(column, row) != RowStore.ABSENT;
  }

  @Override
  public Iterable<Map.Entry<A, B>> entries() {
    byte[] prefix = prefix();
    return () -> new Entries<>(prefix, Function.identity());
  }

  @Override
  public Iterable<A> keys() {
    byte[] prefix = prefix();
    return () -> new Entries<>(prefix, Map.Entry::getKey);
  }

  @Override
  public Iterable<B> values() {
    byte[] prefix = prefix();
    return () -> new Entries<>(prefix, Map.Entry::getValue);
  }

  @Override
  public Iterator<Map.Entry<A, B>> iterator() {
    return entries().iterator();
  }

  @Override
  public boolean isEmpty() {
    byte[] prefix = prefix();
    return read(prefix, prefix, 1).isEmpty();
  }

  @Override
  public void clear() {
    byte[] prefix = prefix();
    List<Row> found = read(prefix, prefix, ROWS_AT_A_TIME);
    while (!found.isEmpty()) {
      for (Row each : found) {
        row.reset();
        row.writeBytes(each.key);
        store.delete(column, row);
      }
      found = read(prefix, prefix, ROWS_AT_A_TIME);
    }
  }

  private record Row(byte[] key, byte[] value) {}

  private byte[] prefix() {
    rowKey.writeRow(row, StateKind.MAP);
    return row.toByteArray();
  }

  private void writeRow(A key) {
    rowKey.writeRow(row, StateKind.MAP);
    mapKey.reset();
    spec.keySerializer()
        .write(
            Objects.requireNonNull(key, () -> "a key of map state '" + spec.name() + "'"), mapKey);
    row.writeBytes(mapKey.array(), 0, mapKey.size());
  }

  private void putRow(ByteOutput entryRow, B newValue) {
    value.reset();
    spec.valueSerializer()
        .write(
            Objects.requireNonNull(newValue, () -> "a value of map state '" + spec.name() + "'"),
            value);
    store.put(column, entryRow, value);
  }

  private List<Row> read(byte[] prefix, byte[] from, int limit) {
    List<Row> found = new ArrayList<>();
    try {
      store.scan(
          column,
          from,
          Rows.after(prefix),
          (key, bytes) -> {
            found.add(new Row(key, bytes));
            return found.size() < limit;
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  /** Reads on in pieces, so that entries may come and go meanwhile. */
  private final class Entries<T> implements Iterator<T> {

    private final byte[] prefix;
    private final Function<Map.Entry<A, B>, T> view;
    private List<Row> rows;
    private int next;
    private byte @Nullable [] last;

    Entries(byte[] prefix, Function<Map.Entry<A, B>, T> view) {
      this.prefix = prefix;
      this.view = view;
      this.rows = read(prefix, prefix, ROWS_AT_A_TIME);
    }

    @Override
    public boolean hasNext() {
      if (next == rows.size() && rows.size() == ROWS_AT_A_TIME) {
        byte[] lastRow = rows.get(next - 1).key;
        rows = read(prefix, Arrays.copyOf(lastRow, lastRow.length + 1), ROWS_AT_A_TIME);
        next = 0;
      }
      return next < rows.size();
    }

    @Override
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Row found = rows.get(next++);
      last = found.key;
      return view.apply(new Entry(found, prefix.length));
    }

    @Override
    public void remove() {
      if (last == null) {
        throw new IllegalStateException("next was not called, or the entry was removed already");
      }
      row.reset();
      row.writeBytes(last);
      store.delete(column, row);
      last = null;
    }
  }

  private final class Entry implements Map.Entry<A, B> {

    private final byte[] entryRow;
    private final A key;
    private B entryValue;

    Entry(Row found, int prefixLength) {
      entryRow = found.key;
      key =
          spec.keySerializer()
              .read(new ByteInput(entryRow, prefixLength, entryRow.length - prefixLength));
      entryValue = spec.valueSerializer().read(new ByteInput(found.value));
    }

    @Override
    public A getKey() {
      return key;
    }

    @Override
    public B getValue() {
      return entryValue;
    }

    @Override
    public B setValue(B newValue) {
      row.reset();
      row.writeBytes(entryRow);
      putRow(row, newValue);
      B before = entryValue;
      entryValue = newValue;
      return before;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Map.Entry<?, ?> that
          && key.equals(that.getKey())
          && entryValue.equals(that.getValue());
    }

    @Override
    public int hashCode() {
      return key.hashCode() ^ entryValue.hashCode();
    }

    @Override
    public String toString() {
      return key + "=" + entryValue;
    }
  }
}
