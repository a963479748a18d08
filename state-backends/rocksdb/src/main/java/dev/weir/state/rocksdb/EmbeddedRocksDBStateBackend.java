package dev.weir.state.rocksdb;

/** {@link RocksDBStateBackend} under the name that newer Flink programs use. */
public final class EmbeddedRocksDBStateBackend extends RocksDBStateBackend {

  public EmbeddedRocksDBStateBackend() {
    this(true);
  }

  /**
   * @param incremental whether a checkpoint builds upon the files of the one before
   */
  public EmbeddedRocksDBStateBackend(boolean incremental) {
    super(null, incremental, RocksDBOptions.defaults());
  }
}
