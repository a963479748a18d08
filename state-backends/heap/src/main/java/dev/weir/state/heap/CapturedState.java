package dev.weir.state.heap;

import dev.weir.state.spi.StateSchema;
import java.io.IOException;

/** One state as a capture found it. Used by a snapshot worker. */
interface CapturedState {

  StateSchema schema();

  /** The version in which a key group (by index) was last written. */
  int lastWritten(int group);

  /** Writes the entries of a key group, if there are any. */
  void write(int group, EntryWriter out) throws IOException;
}
