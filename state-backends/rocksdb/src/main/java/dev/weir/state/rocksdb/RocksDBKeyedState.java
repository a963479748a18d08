package dev.weir.state.rocksdb;

import dev.weir.state.ListState;
import dev.weir.state.MapState;
import dev.weir.state.ValueState;
import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.IncompatibleStateException;
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
  private final Expiries expiries;
  private final Handles handles;
  private final Handles timers;
  private final RowStates states;
  private final Map<String, RocksDBScope<K, ?>> scopes = new HashMap<>();
  private final List<RocksDBTimers<K, ?>> timerQueues = new ArrayList<>();
  private final List<CanonicalPending> exports = new ArrayList<>();
  private long captureNumber;
  private boolean closed;

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
    this.expiries = new Expiries(context.clock());
    this.handles = new Handles(context.operator(), store, captures, context.clock());
    this.timers = new Handles(context.operator(), store, captures, context.clock());
    this.states = statesOf(currentKey);
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
    expiries.keySet();
  }

  @Override
  public @Nullable K currentKey() {
    return currentKey.orNull();
  }

  @Override
  public <T> ValueState<T> valueState(ValueStateSpec<T> spec) {
    return states.valueState(spec);
  }

  @Override
  public <T> ListState<T> listState(ListStateSpec<T> spec) {
    return states.listState(spec);
  }

  @Override
  public <A, B> MapState<A, B> mapState(MapStateSpec<A, B> spec) {
    return states.mapState(spec);
  }

  private <E> RowStates statesOf(EntryKey<E> key) {
    return new RowStates(
        context,
        store,
        handles,
        expiries,
        captures,
        key,
        new RowStates.NewValueState() {
          @Override
          public <T> ValueState<T> make(Column column, ValueStateSpec<T> spec) {
            return caches.enabled()
                ? cached(column, key, spec)
                : new PlainValueState<>(store, column, key, spec);
          }
        });
  }

  private <E, T> ValueState<T> cached(Column column, EntryKey<E> key, ValueStateSpec<T> spec) {
    ValueRows<E, T> rows = new ValueRows<>(column, key.rows(), spec.serializer());
    return new CachedValueState<>(
        store, column, key, spec, new ValueCache<>(rows), caches, captures);
  }

  @Override
  @SuppressWarnings("unchecked") // the schema is the same, so the type is
  public <N> NamespacedState<N> namespaced(String scope, TypeSerializer<N> namespaceSerializer) {
    RocksDBScope<K, ?> known = scopes.get(scope);
    if (known == null) {
      ScopedKey<K, N> key = new ScopedKey<>(currentKey, scope, namespaceSerializer);
      RocksDBScope<K, N> made = new RocksDBScope<>(key, statesOf(key));
      scopes.put(scope, made);
      return made;
    }
    if (!known.key().namespaceSchema().equals(namespaceSerializer.schema())) {
      throw new IncompatibleStateException(
          String.format(
              "Scope '%s' of operator '%s' is declared twice: with namespaces of %s and of %s",
              scope, operator(), known.key().namespaceSchema(), namespaceSerializer.schema()));
    }
    return (NamespacedState<N>) known;
  }

  @Override
  @SuppressWarnings("unchecked") // the schema is the same, so the type is
  public <N> TimerQueue<N> timerQueue(String name, TypeSerializer<N> namespaceSerializer) {
    StateSchema schema = StateSchema.ofTimers(name, namespaceSerializer);
    return (TimerQueue<N>)
        timers.claim(
            schema,
            saved -> {
              saved.requireReadableIn(operator(), schema, namespaceSerializer);
              saved.requireSameNamespaces(operator(), schema);
            },
            () -> {
              throw new IllegalStateException("timers of one schema are in one column");
            },
            column -> newTimers(column, namespaceSerializer));
  }

  private <N> RocksDBTimers<K, N> newTimers(Column column, TypeSerializer<N> namespaces) {
    RocksDBTimers<K, N> made =
        new RocksDBTimers<>(
            store, column, currentKey, context.keySerializer(), namespaces, context.keyGroups());
    made.load();
    timerQueues.add(made);
    return made;
  }

  @Override
  public void forEachKey(String stateName, Consumer<K> action) {
    StateSchema schema = handles.schemaOf(stateName);
    if (schema == null || schema.isNamespaced()) {
      throw new IllegalArgumentException(
          "Operator '" + operator() + "' has no state '" + stateName + "' under the key alone");
    }
    captures.writeBack();
    CurrentKey.Mark before = currentKey.mark();
    try {
      for (Column column : store.columnsOf(schema)) {
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
    timerQueues.forEach(RocksDBTimers::writeBack);
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
            request,
            expiries);
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
