/** Keyed state in RocksDB, with incremental snapshots. */
module dev.weir.state.rocksdb {
  requires static org.jspecify;
  requires transitive dev.weir.state;
  requires org.slf4j;
  requires rocksdbjni;

  // API
  exports dev.weir.state.rocksdb;

  provides dev.weir.state.spi.StateBackendFactory with
      dev.weir.state.rocksdb.RocksDBStateBackendFactory;
}
