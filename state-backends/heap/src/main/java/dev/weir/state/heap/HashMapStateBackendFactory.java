package dev.weir.state.heap;

import dev.weir.state.spi.StateBackend;
import dev.weir.state.spi.StateBackendFactory;

/** Makes the heap backend when the options name it. */
public final class HashMapStateBackendFactory implements StateBackendFactory {

  @Override
  public String name() {
    return HashMapStateBackend.NAME;
  }

  @Override
  public StateBackend create() {
    return new HashMapStateBackend();
  }
}
