package dev.weir.state.rocksdb;

import dev.weir.state.spi.KeyGroupRange;
import java.io.IOException;
import java.util.List;
import org.rocksdb.RocksDBException;

/** Removes the rows of key groups that a subtask does not hold. */
final class KeyGroupCut {

  private final RowStore store;
  private final KeyGroupRange kept;

  KeyGroupCut(RowStore store, KeyGroupRange kept) {
    this.store = store;
    this.kept = kept;
  }

  /**
   * @param held the key groups that the database has rows of
   */
  void removeOthers(KeyGroupRange held) throws IOException {
    try {
      if (held.first() < kept.first()) {
        remove(held.first(), kept.first());
      }
      if (held.last() > kept.last()) {
        remove(kept.last() + 1, held.last() + 1);
      }
    } catch (RocksDBException e) {
      throw Failure.checked(store.name(), "cut off key groups", e);
    }
  }

  /** Files that hold nothing else go at once, the rest at the next compaction. */
  private void remove(int first, int before) throws RocksDBException {
    byte[] from = Rows.firstOf(first);
    byte[] to = Rows.firstOf(before);
    for (Column column : store.columns()) {
      store.database().deleteFilesInRanges(column.handle(), List.of(from, to), false);
      store.database().deleteRange(column.handle(), store.settings().write(), from, to);
    }
  }
}
