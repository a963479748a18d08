package dev.weir.state.rocksdb;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.CanonicalChunk;
import dev.weir.state.spi.CanonicalHeader;
import dev.weir.state.spi.CanonicalReader;
import dev.weir.state.spi.CanonicalSnapshot;
import dev.weir.state.spi.KeyedStateContext;
import dev.weir.state.spi.StateKind;
import dev.weir.state.spi.StateSchema;
import java.io.IOException;
import org.rocksdb.RocksDBException;

/** Loads portable state into a database. */
final class CanonicalImport<K> {

  private final KeyedStateContext<K> context;
  private final RowStore store;
  private final BatchWriter batch;
  private final ByteOutput key = new ByteOutput();
  private final ByteOutput row = new ByteOutput();

  CanonicalImport(KeyedStateContext<K> context, RowStore store, BatchWriter batch) {
    this.context = context;
    this.store = store;
    this.batch = batch;
  }

  void read(CanonicalSnapshot snapshot) throws IOException {
    new CanonicalReader(context.storage()).read(snapshot, context.keyGroups(), new Loader());
  }

  private final class Loader implements CanonicalReader.Visitor {

    private boolean sameKeys;

    @Override
    public void file(CanonicalHeader header) {
      StateSchema.requireReadableKey(
          context.operator(), context.keySerializer(), header.keySchema());
      sameKeys = header.keySchema().equals(context.keySerializer().schema());
    }

    @Override
    public void chunk(int keyGroup, StateSchema state, CanonicalChunk chunk) {
      Column column = store.column(state);
      chunk.forEach(
          (entryKey, entryValue) -> {
            readKey(state, entryKey);
            try {
              put(column, keyGroup, entryValue);
            } catch (RocksDBException e) {
              throw Failure.unchecked(store.name(), "load state '" + state.name() + "'", e);
            }
          });
    }

    private void readKey(StateSchema state, ByteInput entryKey) {
      key.reset();
      if (sameKeys) {
        key.writeBytes(entryKey.array(), entryKey.position(), entryKey.remaining());
      } else if (state.isNamespaced()) {
        K restored = entryKey.readSized(context.keySerializer());
        key.writeSized(context.keySerializer(), restored);
        key.writeBytes(entryKey.readBytes(entryKey.remaining()));
      } else {
        context.keySerializer().write(context.keySerializer().read(entryKey), key);
      }
    }

    private void put(Column column, int keyGroup, ByteInput value) throws RocksDBException {
      StateKind kind = column.schema().kind();
      if (kind == StateKind.TIMERS) {
        TimerRows.write(row, keyGroup, key, value);
        batch.put(column.handle(), row.toByteArray(), TimerRows.NO_VALUE);
        return;
      }
      Rows.write(row, kind, keyGroup, key.array(), 0, key.size());
      if (kind != StateKind.MAP) {
        batch.put(column.handle(), row.toByteArray(), value.readBytes(value.remaining()));
        return;
      }
      int prefixLength = row.size();
      while (value.remaining() > 0) {
        row.truncate(prefixLength);
        row.writeBytes(value.readBytes(value.readLength()));
        byte[] mapValue = value.readBytes(value.readLength());
        batch.put(column.handle(), row.toByteArray(), mapValue);
      }
    }
  }
}
