package dev.weir.state.heap;

import dev.weir.state.spi.KeyedStateBackend;
import dev.weir.state.spi.KeyedStateContext;
import dev.weir.state.spi.StateBackend;
import java.io.IOException;

/** Keeps keyed state as objects and primitives on the heap. */
public final class HashMapStateBackend implements StateBackend {

  /** The name in options, snapshots and the dashboard. */
  public static final String NAME = "heap";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public <K> KeyedStateBackend<K> createKeyedStateBackend(KeyedStateContext<K> context)
      throws IOException {
    return HeapKeyedStateBackend.restore(context);
  }
}
