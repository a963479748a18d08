package dev.weir.state.rocksdb;

import dev.weir.state.contract.KeyedStateBackendContract;
import dev.weir.state.spi.StateBackend;

/** With a cache so small that most entries are evicted before they are captured. */
class SmallCacheRocksDBContractTest extends KeyedStateBackendContract {

  @Override
  protected StateBackend backend() {
    return new RocksDBStateBackend().withOptions(RocksDBOptions.defaults().withCacheBytes(1));
  }

  /** Each checkpoint forces files to disk. */
  @Override
  protected int twinSteps() {
    return 10_000;
  }
}
