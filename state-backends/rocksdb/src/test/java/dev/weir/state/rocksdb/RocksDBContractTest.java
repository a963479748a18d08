package dev.weir.state.rocksdb;

import dev.weir.state.contract.KeyedStateBackendContract;
import dev.weir.state.spi.StateBackend;

class RocksDBContractTest extends KeyedStateBackendContract {

  @Override
  protected StateBackend backend() {
    return new RocksDBStateBackend();
  }

  /** Each checkpoint forces files to disk. */
  @Override
  protected int twinSteps() {
    return 10_000;
  }
}
