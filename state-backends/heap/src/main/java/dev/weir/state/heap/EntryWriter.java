package dev.weir.state.heap;

import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.CanonicalChunk;
import dev.weir.state.spi.CanonicalWriter;
import java.io.IOException;

/** Writes the entries of one state. */
final class EntryWriter {

  private final CanonicalWriter writer;
  private final ByteOutput scratch = new ByteOutput();
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

  /** See {@link CanonicalWriter#begin}. */
  ByteOutput begin() throws IOException {
    return writer.begin(state);
  }

  void end() throws IOException {
    writer.end();
  }

  /** See {@link CanonicalWriter#end(int)}. */
  void end(int entries) throws IOException {
    writer.end(entries);
  }

  /** Room for a value that is not yet sure to be written. */
  ByteOutput scratch() {
    scratch.reset();
    return scratch;
  }

  void chunk(CanonicalChunk chunk) throws IOException {
    writer.entries(state, chunk);
  }
}
