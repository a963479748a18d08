package dev.weir.state.rocksdb;

import dev.weir.state.ListState;
import dev.weir.state.MapState;
import dev.weir.state.State;
import dev.weir.state.ValueState;
import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.KeyGroups;
import dev.weir.state.spi.KeyedSnapshot;
import dev.weir.state.spi.KeyedStateBackend;
import dev.weir.state.spi.KeyedStateContext;
import dev.weir.state.spi.ListStateSpec;
import dev.weir.state.spi.MapStateSpec;
import dev.weir.state.spi.NamespacedState;
import dev.weir.state.spi.PendingSnapshot;
import dev.weir.state.spi.SnapshotRequest;
import dev.weir.state.spi.StateKind;
import dev.weir.state.spi.StateSchema;
import dev.weir.state.spi.StateSize;
import dev.weir.state.spi.TimerQueue;
import dev.weir.state.spi.TypeSerializer;
import dev.weir.state.spi.ValueStateSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The keyed state of one subtask: its handles, its snapshots, its end. */
final class RocksDBKeyedState<K> implements KeyedStateBackend<K> {

  private final KeyedStateContext<K> context;
  private final boolean incremental;
  private final Settings settings;
  private final RowStore store;
  private final Caches caches;
  private final Captures captures;
  private final SharedFiles sharedFiles;
  private final CurrentKey<K> currentKey;
  private final Map<String, Handle> handles = new HashMap<>();
  private final List<CanonicalPending> exports = new ArrayList<>();
  private long captureNumber;
  private boolean closed;

  /** A state that was asked for. */
  private record Handle(StateSchema schema, State state) {}

  private RocksDBKeyedState(
      KeyedStateContext<K> context,
      RocksDBOptions options,
      boolean incremental,
      Settings settings,
      Restore.Restored restored) {
    this.context = context;
    this.incremental = incremental;
    this.settings = settings;
    this.store = restored.store();
    this.caches = new Caches(options.cacheBytes());
    this.captures = new Captures(store, caches);
    this.sharedFiles = new SharedFiles(context.storage(), restored.files());
    this.currentKey =
        new CurrentKey<>(context.keySerializer(), context.maxParallelism(), context.keyGroups());
  }

  static <K> RocksDBKeyedState<K> open(
      KeyedStateContext<K> context, RocksDBOptions options, boolean incremental)
      throws IOException {
    String name = "operator '" + context.operator() + "', subtask " + (context.subtask() + 1);
    Settings settings = new Settings(options.memoryBytes());
    try {
      Restore.Restored restored = new Restore<>(context, settings, name).run();
      return new RocksDBKeyedState<>(context, options, incremental, settings, restored);
    } catch (IOException | RuntimeException e) {
      settings.close();
      LocalFiles.deleteQuietly(context.localDirectory().resolve("db"));
      throw e;
    }
  }

  @Override
  public void setCurrentKey(K key, int keyHash) {
    currentKey.set(key, keyHash);
  }

  @Override
  public @Nullable K currentKey() {
    return currentKey.orNull();
  }

  @Override
  public <T> ValueState<T> valueState(ValueStateSpec<T> spec) {
    StateSchema schema = StateSchema.of(spec);
    @SuppressWarnings("unchecked") // the schema is the same, so the type is
    ValueState<T> known = (ValueState<T>) known(schema);
    if (known != null) {
      return known;
    }
    store.columnsOf(spec.name()).forEach(e -> e.schema().requireReadableAs(operator(), spec));
    Column column = columnOf(schema, () -> Migration.to(spec));
    return remember(schema, caches.enabled() ? cached(column, spec) : plain(column, spec));
  }

  private <T> ValueState<T> plain(Column column, ValueStateSpec<T> spec) {
    return new PlainValueState<>(store, column, currentKey, spec);
  }

  private <T> ValueState<T> cached(Column column, ValueStateSpec<T> spec) {
    ValueRows<K, T> rows =
        new ValueRows<>(
            column, context.maxParallelism(), context.keySerializer(), spec.serializer());
    return new CachedValueState<>(
        store,
        column,
        currentKey,
        context.keySerializer(),
        spec,
        new ValueCache<>(rows),
        caches,
        captures);
  }

  @Override
  public <T> ListState<T> listState(ListStateSpec<T> spec) {
    StateSchema schema = StateSchema.of(spec);
    @SuppressWarnings("unchecked") // the schema is the same, so the type is
    ListState<T> known = (ListState<T>) known(schema);
    if (known != null) {
      return known;
    }
    store.columnsOf(spec.name()).forEach(e -> e.schema().requireReadableAs(operator(), spec));
    Column column = columnOf(schema, () -> Migration.to(spec));
    return remember(schema, new RocksDBListState<>(store, column, currentKey, spec));
  }

  @Override
  public <A, B> MapState<A, B> mapState(MapStateSpec<A, B> spec) {
    StateSchema schema = StateSchema.of(spec);
    @SuppressWarnings("unchecked") // the schema is the same, so the type is
    MapState<A, B> known = (MapState<A, B>) known(schema);
    if (known != null) {
      return known;
    }
    store.columnsOf(spec.name()).forEach(e -> e.schema().requireReadableAs(operator(), spec));
    Column column = columnOf(schema, () -> Migration.to(spec));
    return remember(schema, new RocksDBMapState<>(store, column, currentKey, spec));
  }

  @Override
  public <N> NamespacedState<N> namespaced(String scope, TypeSerializer<N> namespaceSerializer) {
    throw new UnsupportedOperationException("state under a namespace is not there yet");
  }

  @Override
  public <N> TimerQueue<N> timerQueue(String name, TypeSerializer<N> namespaceSerializer) {
    throw new UnsupportedOperationException("timers are not there yet");
  }

  @Override
  public void forEachKey(String stateName, Consumer<K> action) {
    if (!handles.containsKey(stateName)) {
      throw new IllegalArgumentException(
          "Operator '" + operator() + "' has no keyed state '" + stateName + "'");
    }
    captures.writeBack();
    CurrentKey.Mark before = currentKey.mark();
    try {
      for (Column column : store.columnsOf(stateName)) {
        forEachKey(column, action);
      }
    } finally {
      before.restore();
    }
  }

  private void forEachKey(Column column, Consumer<K> action) {
    KeyReader reader = new KeyReader(column.schema().kind(), action);
    try {
      store.scan(
          column,
          Rows.firstOf(context.keyGroups().first()),
          Rows.firstOf(context.keyGroups().last() + 1),
          (row, value) -> reader.accept(row));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public PendingSnapshot<KeyedSnapshot> snapshot(SnapshotRequest request) throws IOException {
    return switch (request.form()) {
      case NATIVE -> nativeSnapshot(request);
      case CANONICAL -> canonicalSnapshot(request);
    };
  }

  private PendingSnapshot<KeyedSnapshot> nativeSnapshot(SnapshotRequest request) {
    Path directory = context.localDirectory().resolve("capture-" + captureNumber++);
    return new NativePending(
        captures.begin(directory),
        request,
        context.storage(),
        context.keyGroups(),
        sharedFiles.begin(request.checkpointId()),
        incremental);
  }

  private PendingSnapshot<KeyedSnapshot> canonicalSnapshot(SnapshotRequest request) {
    captures.writeBack();
    exports.removeIf(CanonicalPending::isOver);
    CanonicalPending export =
        new CanonicalPending(
            store,
            context.keySerializer().schema(),
            context.keyGroups(),
            context.storage(),
            request);
    exports.add(export);
    return export;
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) {
    sharedFiles.confirm(checkpointId);
  }

  @Override
  public void notifyCheckpointAborted(long checkpointId) {
    sharedFiles.abort(checkpointId);
  }

  @Override
  public StateSize size() {
    return new StateSize(
        store.estimatedRows() + caches.dirtyEntries(),
        store.estimatedBytes() + caches.estimatedBytes());
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      captures.abandon();
      exports.forEach(CanonicalPending::cancel);
      store.close();
      settings.close();
      LocalFiles.deleteQuietly(context.localDirectory().resolve("db"));
    }
  }

  private String operator() {
    return context.operator();
  }

  private @Nullable State known(StateSchema schema) {
    Handle handle = handles.get(schema.name());
    if (handle == null) {
      return null;
    }
    handle.schema.requireSame(operator(), schema);
    return handle.state;
  }

  private <S extends State> S remember(StateSchema schema, S state) {
    handles.put(schema.name(), new Handle(schema, state));
    return state;
  }

  /** The column of a state, into which rows that were saved with other schemas are moved. */
  private Column columnOf(StateSchema schema, Supplier<Migration> migration) {
    List<Column> saved = store.columnsOf(schema.name());
    if (saved.size() == 1 && saved.get(0).schema().equals(schema)) {
      return saved.get(0);
    }
    captures.finish();
    Column column = store.column(schema);
    for (Column each : saved) {
      if (!each.id().equals(column.id())) {
        migration.get().move(store, each, column);
      }
    }
    return column;
  }

  /** Reads the key of each row and leaves out those that were just met. */
  private final class KeyReader {

    private final StateKind kind;
    private final Consumer<K> action;
    private final ByteInput in = new ByteInput(new byte[0]);
    private byte[] last = new byte[0];

    KeyReader(StateKind kind, Consumer<K> action) {
      this.kind = kind;
      this.action = action;
    }

    boolean accept(byte[] row) {
      in.reset(row, 0, row.length);
      int length = Rows.readKeyLength(in, kind);
      byte[] prefix = Arrays.copyOf(row, in.position() + length);
      if (!Arrays.equals(prefix, last)) {
        last = prefix;
        in.reset(row, in.position(), length);
        K key = context.keySerializer().read(in);
        setCurrentKey(key, KeyGroups.hash(key));
        action.accept(key);
      }
      return true;
    }
  }
}
