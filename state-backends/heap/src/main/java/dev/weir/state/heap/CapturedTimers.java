package dev.weir.state.heap;

import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.StateSchema;
import dev.weir.state.spi.TypeSerializer;
import java.io.IOException;

/** Timers as a capture found them. */
record CapturedTimers<K, N>(
    StateSchema schema,
    TimerDirectory[] directories,
    int[] lastWrittenByGroup,
    TimerColumns<K, N> columns,
    TypeSerializer<K> keys,
    TypeSerializer<N> namespaces)
    implements CapturedState {

  @Override
  public int lastWritten(int group) {
    return lastWrittenByGroup[group];
  }

  @Override
  public void write(int group, EntryWriter out) throws IOException {
    TimerDirectory directory = directories[group];
    for (int i = directory.first(); i < directory.end(); i++) {
      TimerPage page = directory.page(i);
      for (int slot = page.first; slot < page.end; slot++) {
        writeTimer(page, slot, out);
      }
    }
  }

  private void writeTimer(TimerPage page, int slot, EntryWriter out) throws IOException {
    ByteOutput entry = out.begin();
    entry.writeSized(keys, columns.key(page, slot));
    int start = entry.beginSized();
    entry.writeLong(page.time(slot));
    namespaces.write(columns.namespace(page, slot), entry);
    entry.endSized(start);
    out.end();
  }
}
