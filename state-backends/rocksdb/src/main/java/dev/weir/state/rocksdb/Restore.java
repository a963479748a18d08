package dev.weir.state.rocksdb;

import dev.weir.state.spi.CanonicalSnapshot;
import dev.weir.state.spi.IncompatibleStateException;
import dev.weir.state.spi.KeyGroupRange;
import dev.weir.state.spi.KeyedSnapshot;
import dev.weir.state.spi.KeyedStateContext;
import dev.weir.state.spi.NativeSnapshot;
import dev.weir.state.spi.SnapshotFile;
import dev.weir.state.spi.StateSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.rocksdb.RocksDBException;

/**
 * Makes the database of a subtask out of snapshots.
 *
 * <p>One native snapshot that holds all of the subtask's key groups becomes the database itself,
 * cut to size; its files need not be uploaded again. Otherwise the rows of the key groups are
 * copied from each.
 */
final class Restore<K> {

  /** The database, and those of its files that the storage has. */
  record Restored(RowStore store, Map<String, SnapshotFile> files) {}

  private final KeyedStateContext<K> context;
  private final Settings settings;
  private final String name;
  private final Path target;
  private final Download download;
  private final String keySchema;

  Restore(KeyedStateContext<K> context, Settings settings, String name) {
    this.context = context;
    this.settings = settings;
    this.name = name;
    this.target = context.localDirectory().resolve("db");
    this.download = new Download(context.storage());
    this.keySchema = context.keySerializer().schema();
  }

  Restored run() throws IOException {
    List<KeyedSnapshot> snapshots =
        context.restore().stream()
            .filter(snapshot -> snapshot.keyGroups().overlaps(context.keyGroups()))
            .toList();
    if (snapshots.size() == 1
        && snapshots.get(0) instanceof NativeSnapshot whole
        && holdsAll(whole.keyGroups())) {
      return takeOver(whole);
    }
    RowStore store = RowStore.open(name, settings, target);
    try {
      store.putHead(new Catalog.Head(keySchema, context.maxParallelism()));
      for (KeyedSnapshot snapshot : snapshots) {
        copy(snapshot, store);
      }
      return new Restored(store, Map.of());
    } catch (IOException | RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private boolean holdsAll(KeyGroupRange range) {
    KeyGroupRange wanted = context.keyGroups();
    return range.contains(wanted.first()) && range.contains(wanted.last());
  }

  private Restored takeOver(NativeSnapshot snapshot) throws IOException {
    RowStore store = openDownloaded(snapshot, target);
    try {
      new KeyGroupCut(store, context.keyGroups()).removeOthers(snapshot.keyGroups());
      return new Restored(store, snapshot.filesByName());
    } catch (IOException | RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private RowStore openDownloaded(NativeSnapshot snapshot, Path directory) throws IOException {
    download.all(snapshot, directory);
    RowStore store = RowStore.open(name, settings, directory);
    try {
      requireFits(store.head());
      Path undo = directory.resolve(UndoFile.NAME);
      if (Files.exists(undo)) {
        UndoFile.apply(undo, store);
        Files.delete(undo);
      }
      return store;
    } catch (IOException | RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private void requireFits(Catalog.@org.jspecify.annotations.Nullable Head head)
      throws IOException {
    if (head == null) {
      throw new IOException("the restored database of " + name + " has no catalog");
    }
    StateSchema.requireReadableKey(context.operator(), context.keySerializer(), head.keySchema());
    if (!head.keySchema().equals(keySchema)) {
      throw new IncompatibleStateException(
          String.format(
              "Operator '%s' is keyed by %s, but its checkpoint by %s. Keys change their form by"
                  + " way of a savepoint in canonical form",
              context.operator(), keySchema, head.keySchema()));
    }
    if (head.maxParallelism() != context.maxParallelism()) {
      throw new IncompatibleStateException(
          String.format(
              "Operator '%s' has a maximum parallelism of %d, but its checkpoint was taken with %d",
              context.operator(), context.maxParallelism(), head.maxParallelism()));
    }
  }

  private void copy(KeyedSnapshot snapshot, RowStore store) throws IOException {
    try (BatchWriter batch = store.batch()) {
      if (snapshot instanceof NativeSnapshot files) {
        copyRows(files, store, batch);
      } else if (snapshot instanceof CanonicalSnapshot canonical) {
        new CanonicalImport<>(context, store, batch).read(canonical);
      }
      batch.flush();
    } catch (RocksDBException e) {
      throw Failure.checked(name, "take over restored rows", e);
    }
  }

  private void copyRows(NativeSnapshot snapshot, RowStore store, BatchWriter batch)
      throws IOException {
    Path directory = context.localDirectory().resolve("restore-" + snapshot.keyGroups().first());
    try (RowStore source = openDownloaded(snapshot, directory)) {
      byte[] from = Rows.firstOf(context.keyGroups().first());
      byte[] before = Rows.firstOf(context.keyGroups().last() + 1);
      for (Column column : source.columns()) {
        Column copied = store.column(column.schema());
        source.scan(
            column,
            from,
            before,
            (row, value) -> {
              batch.put(copied.handle(), row, value);
              return true;
            });
      }
    } finally {
      LocalFiles.deleteQuietly(directory);
    }
  }
}
