package dev.weir.state.heap;

import dev.weir.state.contract.KeyedStateBackendContract;
import dev.weir.state.spi.StateBackend;

class HeapKeyedStateBackendTest extends KeyedStateBackendContract {

  @Override
  protected StateBackend backend() {
    return new HashMapStateBackend();
  }
}
