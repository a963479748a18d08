package dev.weir.state.heap;

import dev.weir.state.spi.CanonicalChunk;
import dev.weir.state.spi.StateSchema;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Restored state for which no handle was asked: kept as it was written, and written so again.
 * Immutable once the backend is restored.
 *
 * @param chunks by index of the key group
 */
record UnclaimedState(StateSchema schema, Map<Integer, List<CanonicalChunk>> chunks)
    implements CapturedState {

  @Override
  public int lastWritten(int group) {
    return Versions.ALWAYS_FROZEN;
  }

  @Override
  public void write(int group, EntryWriter out) throws IOException {
    for (CanonicalChunk chunk : chunks.getOrDefault(group, List.of())) {
      out.chunk(chunk);
    }
  }

  long entries() {
    return all().mapToLong(CanonicalChunk::entries).sum();
  }

  long bytes() {
    return all().mapToLong(CanonicalChunk::length).sum();
  }

  private java.util.stream.Stream<CanonicalChunk> all() {
    return chunks.values().stream().flatMap(List::stream);
  }
}
