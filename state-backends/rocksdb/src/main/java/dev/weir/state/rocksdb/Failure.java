package dev.weir.state.rocksdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.rocksdb.RocksDBException;

/** Puts into words what RocksDB refused. */
final class Failure {

  private Failure() {}

  static IOException checked(String database, String what, RocksDBException cause) {
    return new IOException(
        String.format("RocksDB of %s could not %s: %s", database, what, cause.getMessage()), cause);
  }

  static UncheckedIOException unchecked(String database, String what, RocksDBException cause) {
    return new UncheckedIOException(checked(database, what, cause));
  }
}
