package dev.weir.state.rocksdb;

import dev.weir.state.spi.StateSchema;
import org.rocksdb.ColumnFamilyHandle;

/**
 * A column family and the state it holds. There is more than one for a state if parts of it were
 * restored with different schemas and it was not asked for since.
 *
 * @param id its name in RocksDB
 */
record Column(String id, StateSchema schema, ColumnFamilyHandle handle) {}
