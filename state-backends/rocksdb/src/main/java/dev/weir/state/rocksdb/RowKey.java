package dev.weir.state.rocksdb;

import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.StateKind;
import dev.weir.state.spi.StateSchema;

/** What rows are found by: the current key, or that and the current namespace of a scope. */
interface RowKey {

  /** Writes the row key, or for a map how all of its row keys begin. */
  void writeRow(ByteOutput row, StateKind kind);

  /** The schema of a state found so. */
  StateSchema declared(StateSchema schema);

  /** Checks that saved state is found so. */
  void requireReadable(String operator, StateSchema saved, StateSchema declared);
}
