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

  /** Words of a page that are written in one go, so that a chunk exceeds its size by little. */
  private static final int BLOCK = 512;

  /** How the words of a table are boxed and written. */
  record Column<T>(Bits<T> bits, TypeSerializer<T> serializer, boolean isInt) {

    static <T> Column<T> of(TypeSerializer<T> serializer) {
      Layout layout = serializer.layout();
      return new Column<>(Bits.ofLayout(layout), serializer, layout == Layout.INT);
    }

    T box(long word) {
      return bits.box().apply(word);
    }

    /** How many bytes {@link #putSized} puts. */
    int sizedBytes() {
      return 1 + (isInt ? Integer.BYTES : Long.BYTES);
    }

    /** Puts the length, then what the serialiser would write, as its {@link Layout} says. */
    int putSized(long word, byte[] to, int at) {
      if (isInt) {
        to[at] = Integer.BYTES;
        ByteOutput.putInt(to, at + 1, (int) word);
        return at + 1 + Integer.BYTES;
      }
      to[at] = Long.BYTES;
      ByteOutput.putLong(to, at + 1, word);
      return at + 1 + Long.BYTES;
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
        writeZero(page[LongPage.ZERO + 1], out);
      }
      for (int from = LongPage.SLOTS; from < page.length; from += BLOCK) {
        writeSlots(page, from, Math.min(page.length, from + BLOCK), out);
      }
    }

    /**
     * Writes each slot and steps back over those that are free: whether one is free cannot be
     * predicted, and a mispredicted branch costs more than to write an entry in vain.
     */
    private void writeSlots(long[] page, int from, int to, EntryWriter out) throws IOException {
      ByteOutput entries = out.begin();
      int entryBytes = keys.sizedBytes() + values.sizedBytes();
      byte[] bytes = entries.reserve((to - from) / 2 * entryBytes);
      int start = entries.size();
      int at = start;
      for (int i = from; i < to; i += 2) {
        long key = page[i];
        int next = values.putSized(page[i + 1], bytes, keys.putSized(key, bytes, at));
        at = key == 0 ? at : next;
      }
      entries.advance(at - start);
      out.end((at - start) / entryBytes);
    }

    private void writeZero(long value, EntryWriter out) throws IOException {
      ByteOutput entry = out.begin();
      int bytes = keys.sizedBytes() + values.sizedBytes();
      byte[] array = entry.reserve(bytes);
      values.putSized(value, array, keys.putSized(0, array, entry.size()));
      entry.advance(bytes);
      out.end();
    }
  }
}
