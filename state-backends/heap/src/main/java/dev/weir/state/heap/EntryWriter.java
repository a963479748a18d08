package dev.weir.state.heap;

import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.CanonicalChunk;
import dev.weir.state.spi.CanonicalWriter;
import dev.weir.state.ttl.ExpiredFilter;
import java.io.IOException;

/** Writes the entries of one state, with room to serialise a key and a value in. */
final class EntryWriter {

  private final CanonicalWriter writer;
  private final ByteOutput key = new ByteOutput();
  private final ByteOutput value = new ByteOutput();
  private int state;

  EntryWriter(CanonicalWriter writer) {
    this.writer = writer;
  }

  void section(int keyGroup) throws IOException {
    writer.section(keyGroup);
  }

  void state(int index) {
    state = index;
  }

  /** To be filled before {@link #value()} is, then ended with {@link #end()}. */
  ByteOutput key() {
    key.reset();
    return key;
  }

  ByteOutput value() {
    value.reset();
    return value;
  }

  void end() throws IOException {
    writer.entry(state, key, value);
  }

  /** Ends an entry of which what has expired is left out; all of it, if nothing else is left. */
  void end(ExpiredFilter filter) throws IOException {
    ByteOutput kept = filter.filter(value.array(), 0, value.size());
    if (kept != null) {
      writer.entry(state, key, kept);
    }
  }

  void chunk(CanonicalChunk chunk) throws IOException {
    writer.entries(state, chunk);
  }
}
