package dev.weir.state.heap;

import dev.weir.state.ListState;
import dev.weir.state.MapState;
import dev.weir.state.ValueState;
import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.CanonicalChunk;
import dev.weir.state.spi.CorruptStateException;
import dev.weir.state.spi.IncompatibleStateException;
import dev.weir.state.spi.KeyGroups;
import dev.weir.state.spi.KeyedSnapshot;
import dev.weir.state.spi.KeyedStateBackend;
import dev.weir.state.spi.KeyedStateContext;
import dev.weir.state.spi.Layout;
import dev.weir.state.spi.ListStateSpec;
import dev.weir.state.spi.MapStateSpec;
import dev.weir.state.spi.PendingSnapshot;
import dev.weir.state.spi.SnapshotRequest;
import dev.weir.state.spi.StateSchema;
import dev.weir.state.spi.StateSize;
import dev.weir.state.spi.TypeSerializer;
import dev.weir.state.spi.ValueStateSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The keyed state of one subtask, in tables on the heap. */
final class HeapKeyedStateBackend<K> implements KeyedStateBackend<K> {

  private final KeyedStateContext<K> context;
  private final TypeSerializer<K> keySerializer;

  /** For the snapshot worker; with those of the states guarded by {@link #serializers}. */
  private final TypeSerializer<K> snapshotKeySerializer;

  private final Lock serializers = new ReentrantLock();
  private final Versions versions = new Versions();
  private final CurrentKey<K> current;
  private final HeapCheckpoints checkpoints;
  private final Map<String, HeapState<K>> states = new LinkedHashMap<>();
  private final List<UnclaimedState> unclaimed;

  /** Of all states that were asked for. */
  private PagedTable<?>[] tables = {};

  private HeapKeyedStateBackend(KeyedStateContext<K> context, List<UnclaimedState> unclaimed) {
    this.context = context;
    this.keySerializer = context.keySerializer();
    this.snapshotKeySerializer = keySerializer.duplicate();
    this.current =
        new CurrentKey<>(
            context.operator(),
            context.keyGroups(),
            context.maxParallelism(),
            keySerializer.layout());
    this.checkpoints = new HeapCheckpoints(context.storage());
    this.unclaimed = new ArrayList<>(unclaimed);
  }

  static <K> HeapKeyedStateBackend<K> restore(KeyedStateContext<K> context) throws IOException {
    return new HeapKeyedStateBackend<>(context, HeapRestore.read(context));
  }

  @Override
  public void setCurrentKey(K key, int keyHash) {
    current.set(key, keyHash);
  }

  @Override
  public @Nullable K currentKey() {
    return current.key();
  }

  @Override
  public void prefetch(int[] keyHashes, int from, int to) {
    for (int i = 0; i < tables.length; i++) {
      tables[i].prefetch(keyHashes, from, to);
    }
  }

  @Override
  @SuppressWarnings("unchecked") // equal schemas are of equal types
  public <T> ValueState<T> valueState(ValueStateSpec<T> spec) {
    return (ValueState<T>)
        claim(
            StateSchema.of(spec),
            saved -> saved.requireReadableAs(context.operator(), spec),
            () -> newValueState(spec));
  }

  @Override
  @SuppressWarnings("unchecked") // equal schemas are of equal types
  public <T> ListState<T> listState(ListStateSpec<T> spec) {
    return (ListState<T>)
        claim(
            StateSchema.of(spec),
            saved -> saved.requireReadableAs(context.operator(), spec),
            () -> newListState(spec));
  }

  @Override
  @SuppressWarnings("unchecked") // equal schemas are of equal types
  public <UK, UV> MapState<UK, UV> mapState(MapStateSpec<UK, UV> spec) {
    return (MapState<UK, UV>)
        claim(
            StateSchema.of(spec),
            saved -> saved.requireReadableAs(context.operator(), spec),
            () -> newMapState(spec));
  }

  @Override
  public void forEachKey(String stateName, Consumer<K> action) {
    HeapState<K> state = states.get(stateName);
    if (state == null) {
      throw new IllegalArgumentException(
          String.format(
              "Operator '%s' has no state '%s', only %s",
              context.operator(), stateName, states.keySet()));
    }
    K before = current.key();
    for (int group = 0; group < context.keyGroups().size(); group++) {
      List<K> keys = new ArrayList<>();
      state.forEachKey(group, keys::add);
      for (K key : keys) {
        current.set(key, KeyGroups.hash(key));
        action.accept(key);
      }
    }
    restoreCurrent(before);
  }

  @Override
  public PendingSnapshot<KeyedSnapshot> snapshot(SnapshotRequest request) {
    boolean mayBuildUponOthers = request.form() == SnapshotRequest.Form.NATIVE;
    List<CapturedState> captured = new ArrayList<>(unclaimed);
    states.values().forEach(state -> captured.add(state.capture()));
    Versions.Hold hold = versions.capture();
    return new HeapSnapshot(
        context.storage(),
        directoryOf(request) + "/" + request.checkpointId() + "-" + context.subtask(),
        keySerializer.schema(),
        context.keyGroups(),
        captured,
        mayBuildUponOthers ? checkpoints.base() : null,
        hold,
        mayBuildUponOthers
            ? checkpoints.begin(request.checkpointId(), hold.version())
            : new HeapCheckpoint(request.checkpointId(), hold.version()),
        serializers);
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) {
    checkpoints.complete(checkpointId);
  }

  @Override
  public void notifyCheckpointAborted(long checkpointId) {
    checkpoints.abort(checkpointId);
  }

  @Override
  public StateSize size() {
    long entries = 0;
    long bytes = 0;
    for (HeapState<K> state : states.values()) {
      entries += state.size().entries();
      bytes += state.size().bytes();
    }
    for (UnclaimedState state : unclaimed) {
      entries += state.entries();
      bytes += state.bytes();
    }
    return new StateSize(entries, bytes);
  }

  /** Nothing is held but memory; snapshots still being written keep what they need. */
  @Override
  public void close() {
    states.clear();
    unclaimed.clear();
  }

  private static String directoryOf(SnapshotRequest request) {
    return request.form() == SnapshotRequest.Form.NATIVE
        ? request.sharedDirectory()
        : request.directory();
  }

  private Object claim(
      StateSchema schema, Consumer<StateSchema> requireReadable, Supplier<HeapState<K>> create) {
    HeapState<K> known = states.get(schema.name());
    if (known != null) {
      known.schema().requireSame(context.operator(), schema);
      return known.handle();
    }
    List<UnclaimedState> saved =
        unclaimed.stream().filter(each -> each.schema().name().equals(schema.name())).toList();
    saved.forEach(each -> requireReadable.accept(each.schema()));
    HeapState<K> state = create.get();
    saved.forEach(each -> fill(state, each));
    unclaimed.removeAll(saved);
    states.put(schema.name(), state);
    tables = states.values().stream().map(HeapState::table).toArray(PagedTable<?>[]::new);
    return state.handle();
  }

  private void fill(HeapState<K> state, UnclaimedState saved) {
    K before = current.key();
    saved.chunks().forEach((group, chunks) -> chunks.forEach(each -> fill(state, group, each)));
    restoreCurrent(before);
  }

  private void fill(HeapState<K> state, int group, CanonicalChunk chunk) {
    try {
      chunk.forEach(
          (keyBytes, value) -> {
            K key = keySerializer.read(keyBytes);
            current.set(key, KeyGroups.hash(key));
            requireGroup(group);
            state.restore(value);
            requireAllRead(value);
          });
    } catch (CorruptStateException e) {
      throw new CorruptStateException(
          String.format(
              "State '%s' of operator '%s' cannot be read back: %s",
              state.schema().name(), context.operator(), e.getMessage()),
          e);
    }
  }

  private void requireGroup(int group) {
    if (current.group != group) {
      throw new IncompatibleStateException(
          String.format(
              "Key %s of operator '%s' was saved in key group %d and now hashes to key group %d of"
                  + " %d; its hashCode() must be the same in every run",
              current.key(),
              context.operator(),
              group + context.keyGroups().first(),
              current.group + context.keyGroups().first(),
              context.maxParallelism()));
    }
  }

  private static void requireAllRead(ByteInput value) {
    if (value.remaining() != 0) {
      throw new CorruptStateException("a value left " + value.remaining() + " of its bytes");
    }
  }

  private void restoreCurrent(@Nullable K key) {
    if (key == null) {
      current.unset();
    } else {
      current.set(key, KeyGroups.hash(key));
    }
  }

  private <T> HeapState<K> newValueState(ValueStateSpec<T> spec) {
    if (Bits.identifyKeys(keySerializer.layout()) && spec.serializer().layout() != Layout.OBJECT) {
      return newPrimitiveState(spec);
    }
    ObjectTable<T> table = newObjectTable(new ValueFormat.Single<>(spec.serializer()));
    return newObjectState(
        StateSchema.of(spec),
        new ObjectValue<>(table, spec),
        table,
        new ValueFormat.Single<>(spec.serializer()));
  }

  private <T> HeapState<K> newPrimitiveState(ValueStateSpec<T> spec) {
    LongTable table =
        new LongTable(
            versions, current, context.keyGroups().size(), keySerializer.layout() == Layout.INT);
    LongHeapState.Column<K> keys =
        new LongHeapState.Column<>(
            Bits.ofLayout(keySerializer.layout()), keySerializer, snapshotKeySerializer);
    return new LongHeapState<>(
        StateSchema.of(spec),
        newPrimitiveHandle(spec, table),
        table,
        keys,
        LongHeapState.Column.of(spec.serializer()));
  }

  private static <T> ValueState<?> newPrimitiveHandle(ValueStateSpec<T> spec, LongTable table) {
    Layout layout = spec.serializer().layout();
    return layout == Layout.LONG
        ? new LongValue(table, (Long) spec.defaultValue())
        : new BitsValue<>(table, Bits.<T>ofLayout(layout), spec.defaultValue());
  }

  private <T> HeapState<K> newListState(ListStateSpec<T> spec) {
    ValueFormat.Elements<T> format = new ValueFormat.Elements<>(spec.elementSerializer());
    ObjectTable<List<T>> table = newObjectTable(format);
    return newObjectState(StateSchema.of(spec), new HeapList<>(table, spec), table, format);
  }

  private <UK, UV> HeapState<K> newMapState(MapStateSpec<UK, UV> spec) {
    ValueFormat.Entries<UK, UV> format =
        new ValueFormat.Entries<>(spec.keySerializer(), spec.valueSerializer());
    ObjectTable<Map<UK, UV>> table = newObjectTable(format);
    return newObjectState(StateSchema.of(spec), new HeapMap<>(table, spec), table, format);
  }

  private <V> ObjectTable<V> newObjectTable(ValueFormat<V> format) {
    return new ObjectTable<>(
        versions, current, context.keyGroups().size(), format.isImmutable() ? null : format::copy);
  }

  private <V> HeapState<K> newObjectState(
      StateSchema schema,
      dev.weir.state.State handle,
      ObjectTable<V> table,
      ValueFormat<V> format) {
    return new ObjectHeapState<>(
        schema, handle, table, snapshotKeySerializer, format, format.duplicate());
  }
}
