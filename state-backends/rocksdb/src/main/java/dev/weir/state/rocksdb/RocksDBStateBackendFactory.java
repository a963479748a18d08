package dev.weir.state.rocksdb;

import dev.weir.state.spi.StateBackend;
import dev.weir.state.spi.StateBackendFactory;

/** Makes the backend that options call {@code rocksdb}. */
public final class RocksDBStateBackendFactory implements StateBackendFactory {

  @Override
  public String name() {
    return RocksDBStateBackend.NAME;
  }

  @Override
  public StateBackend create() {
    return new RocksDBStateBackend();
  }
}
