package dev.weir.state.heap;

import dev.weir.state.State;
import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.Layout;
import dev.weir.state.spi.StateSchema;
import dev.weir.state.spi.StateSize;
import dev.weir.state.spi.TypeSerializer;
import java.io.IOException;
import java.util.function.Consumer;

/** Values of primitives under keys of primitives. */
record LongHeapState<K, V>(
    StateSchema schema, State handle, LongTable table, Column<K> keys, Column<V> values)
    implements TableState<K> {

  /** How the words of a table are boxed and written. */
  record Column<T>(Bits<T> bits, TypeSerializer<T> serializer, boolean isInt) {

    static <T> Column<T> of(TypeSerializer<T> serializer) {
      Layout layout = serializer.layout();
      return new Column<>(Bits.ofLayout(layout), serializer, layout == Layout.INT);
    }

    T box(long word) {
      return bits.box().apply(word);
    }

    /** Writes the length, then what the serialiser would write, as its {@link Layout} says. */
    void writeSized(long word, ByteOutput out) {
      if (isInt) {
        out.writeByte(Integer.BYTES);
        out.writeInt((int) word);
      } else {
        out.writeByte(Long.BYTES);
        out.writeLong(word);
      }
    }
  }

  @Override
  public void restore(ByteInput value) {
    table.set(values.bits.of().applyAsLong(values.serializer.read(value)));
  }

  @Override
  public CapturedState capture() {
    return new Captured<>(
        schema, table.captureDirectories(), table.captureLastWritten(), keys, values);
  }

  @Override
  public void forEachKey(int group, Consumer<K> action) {
    for (long[] page : Pages.distinct(table.captureDirectories()[group], table::depth)) {
      if (page[LongPage.ZERO] != 0) {
        action.accept(keys.box(0));
      }
      for (int i = LongPage.SLOTS; i < page.length; i += 2) {
        if (page[i] != 0) {
          action.accept(keys.box(page[i]));
        }
      }
    }
  }

  @Override
  public StateSize stateSize() {
    return new StateSize(table.entries(), table.slots() * 2 * Long.BYTES);
  }

  private record Captured<K, V>(
      StateSchema schema,
      long[][][] directories,
      int[] lastWrittenByGroup,
      Column<K> keys,
      Column<V> values)
      implements CapturedState {

    @Override
    public int lastWritten(int group) {
      return lastWrittenByGroup[group];
    }

    @Override
    public void write(int group, EntryWriter out) throws IOException {
      for (long[] page : Pages.distinct(directories[group], each -> (int) each[LongPage.DEPTH])) {
        writePage(page, out);
      }
    }

    private void writePage(long[] page, EntryWriter out) throws IOException {
      if (page[LongPage.ZERO] != 0) {
        writeEntry(0, page[LongPage.ZERO + 1], out);
      }
      for (int i = LongPage.SLOTS; i < page.length; i += 2) {
        if (page[i] != 0) {
          writeEntry(page[i], page[i + 1], out);
        }
      }
    }

    private void writeEntry(long key, long value, EntryWriter out) throws IOException {
      ByteOutput entry = out.begin();
      keys.writeSized(key, entry);
      values.writeSized(value, entry);
      out.end();
    }
  }
}
