package dev.weir.state.heap;

import dev.weir.state.State;
import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.StateSchema;
import dev.weir.state.spi.StateSize;
import dev.weir.state.spi.TypeSerializer;
import dev.weir.state.ttl.ExpiredFilter;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Values, lists or maps held as objects.
 *
 * @param keys writes keys on the snapshot worker
 * @param snapshotFormat writes values on the snapshot worker
 * @param expiry null if values do not expire
 */
record ObjectHeapState<K, V>(
    StateSchema schema,
    State handle,
    ObjectTable<V> table,
    TypeSerializer<K> keys,
    ValueFormat<V> format,
    ValueFormat<V> snapshotFormat,
    @Nullable HeapExpiry expiry)
    implements TableState<K> {

  /** Roughly what a slot costs (two references, a hash) and what an entry's two objects do. */
  private static final int SLOT_BYTES = 16;

  private static final int ENTRY_BYTES = 48;

  @Override
  public void restore(ByteInput value) {
    table.put(format.read(value));
  }

  @Override
  public CapturedState capture() {
    return new Captured<>(
        schema,
        table.captureDirectories(),
        table.captureLastWritten(),
        keys,
        snapshotFormat,
        expiry == null ? null : expiry.snapshotFilter(schema.kind()));
  }

  /** Looks at some entries and removes what has expired of them. */
  void sweep(int entries, Predicate<Object> expired) {
    table.sweep(entries, value -> format.without(value, expired));
  }

  @Override
  public void forEachKey(int group, Consumer<K> action) {
    for (ObjectPage page : Pages.distinct(table.captureDirectories()[group], table::depth)) {
      for (int i = 0; i < page.slots(); i++) {
        if (page.entries[2 * i] != null) {
          action.accept(Captured.keyAt(page, i));
        }
      }
    }
  }

  @Override
  public StateSize stateSize() {
    return new StateSize(
        table.entries(), table.slots() * SLOT_BYTES + table.entries() * ENTRY_BYTES);
  }

  private record Captured<K, V>(
      StateSchema schema,
      ObjectPage[][] directories,
      int[] lastWrittenByGroup,
      TypeSerializer<K> keys,
      ValueFormat<V> format,
      @Nullable ExpiredFilter filter)
      implements CapturedState {

    @Override
    public int lastWritten(int group) {
      return lastWrittenByGroup[group];
    }

    @Override
    public void write(int group, EntryWriter out) throws IOException {
      for (ObjectPage page : Pages.distinct(directories[group], each -> each.depth)) {
        for (int i = 0; i < page.slots(); i++) {
          if (page.entries[2 * i] != null) {
            writeEntry(keyAt(page, i), valueAt(page, i), out);
          }
        }
      }
    }

    private void writeEntry(K key, V value, EntryWriter out) throws IOException {
      ByteOutput entry = out.begin();
      int start = entry.size();
      entry.writeSized(keys, key);
      if (writeValue(value, entry, out)) {
        out.end();
      } else {
        entry.truncate(start);
      }
    }

    /** Returns false, and writes nothing, if all of the value has expired. */
    private boolean writeValue(V value, ByteOutput entry, EntryWriter out) {
      if (filter == null) {
        int start = entry.beginSized();
        format.write(value, entry);
        entry.endSized(start);
        return true;
      }
      ByteOutput whole = out.scratch();
      format.write(value, whole);
      ByteOutput kept = filter.filter(whole.array(), 0, whole.size());
      if (kept == null) {
        return false;
      }
      entry.writeVarInt(kept.size());
      entry.writeBytes(kept.array(), 0, kept.size());
      return true;
    }

    @SuppressWarnings("unchecked") // the backend has keys of one type
    static <K> K keyAt(ObjectPage page, int slot) {
      return (K) Objects.requireNonNull(page.entries[2 * slot]);
    }

    @SuppressWarnings("unchecked") // a table has values of one type
    private V valueAt(ObjectPage page, int slot) {
      return (V) Objects.requireNonNull(page.entries[2 * slot + 1]);
    }
  }
}
