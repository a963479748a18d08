package dev.weir.state.heap;

import dev.weir.state.ListState;
import dev.weir.state.MapState;
import dev.weir.state.ValueState;
import dev.weir.state.heap.EntryKey.KeyAlone;
import dev.weir.state.heap.EntryKey.KeyAndNamespace;
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
import dev.weir.state.spi.StateSchema;
import dev.weir.state.spi.StateSize;
import dev.weir.state.spi.TimerQueue;
import dev.weir.state.spi.TypeSerializer;
import dev.weir.state.spi.ValueStateSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The keyed state of one subtask, in tables on the heap. */
final class HeapKeyedStateBackend<K> implements KeyedStateBackend<K> {

  private final KeyedStateContext<K> context;

  /** Guards the serialisers of the snapshot worker. */
  private final Lock serializers = new ReentrantLock();

  private final Versions versions = new Versions();
  private final CurrentKey<K> current;
  private final KeyAlone<K> key;
  private final HeapCheckpoints checkpoints;
  private final HeapRegistry<K> registry;
  private final HeapStates<K> states;
  private final Map<String, HeapScope<K, ?>> scopes = new HashMap<>();

  private HeapKeyedStateBackend(KeyedStateContext<K> context, List<UnclaimedState> unclaimed) {
    TypeSerializer<K> keySerializer = context.keySerializer();
    this.context = context;
    this.current =
        new CurrentKey<>(
            context.operator(),
            context.keyGroups(),
            context.maxParallelism(),
            keySerializer.layout());
    this.key = new KeyAlone<>(current, keySerializer, keySerializer.duplicate());
    this.checkpoints = new HeapCheckpoints(context.storage());
    this.registry = new HeapRegistry<>(context, current, unclaimed);
    this.states = new HeapStates<>(context, registry, versions, key);
  }

  static <K> HeapKeyedStateBackend<K> restore(KeyedStateContext<K> context) throws IOException {
    return new HeapKeyedStateBackend<>(context, HeapRestore.read(context));
  }

  @Override
  public void setCurrentKey(K newKey, int keyHash) {
    current.set(newKey, keyHash);
    registry.keySet();
  }

  @Override
  public @Nullable K currentKey() {
    return current.key();
  }

  @Override
  public void prefetch(int[] keyHashes, int from, int to) {
    registry.prefetch(keyHashes, from, to);
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
  public <UK, UV> MapState<UK, UV> mapState(MapStateSpec<UK, UV> spec) {
    return states.mapState(spec);
  }

  @Override
  @SuppressWarnings("unchecked") // the schema is the same, so the type is
  public <N> NamespacedState<N> namespaced(String scope, TypeSerializer<N> namespaceSerializer) {
    HeapScope<K, ?> known = scopes.get(scope);
    if (known == null) {
      HeapScope<K, N> made = newScope(scope, namespaceSerializer);
      scopes.put(scope, made);
      return made;
    }
    if (!known.namespaceSchema().equals(namespaceSerializer.schema())) {
      throw new IncompatibleStateException(
          String.format(
              "Scope '%s' of operator '%s' is declared twice: with namespaces of %s and of %s",
              scope, context.operator(), known.namespaceSchema(), namespaceSerializer.schema()));
    }
    return (NamespacedState<N>) known;
  }

  private <N> HeapScope<K, N> newScope(String scope, TypeSerializer<N> namespaceSerializer) {
    KeyAndNamespace<K, N> both = KeyAndNamespace.of(scope, key, namespaceSerializer);
    return new HeapScope<>(
        namespaceSerializer.schema(),
        both.position(),
        new HeapStates<>(context, registry, versions, both));
  }

  @Override
  @SuppressWarnings("unchecked") // the schema is the same, so the type is
  public <N> TimerQueue<N> timerQueue(String name, TypeSerializer<N> namespaceSerializer) {
    StateSchema schema = StateSchema.ofTimers(name, namespaceSerializer);
    return (TimerQueue<N>)
        registry
            .claim(
                key,
                schema,
                saved -> saved.requireReadableIn(context.operator(), schema, namespaceSerializer),
                () ->
                    new HeapTimers<>(
                        schema, key, namespaceSerializer, versions, context.keyGroups().size()))
            .handle();
  }

  @Override
  public void forEachKey(String stateName, Consumer<K> action) {
    TableState<K> state = tableOf(stateName);
    K before = current.key();
    int beforeHash = current.hash;
    for (int group = 0; group < context.keyGroups().size(); group++) {
      List<K> keys = new ArrayList<>();
      state.forEachKey(group, keys::add);
      for (K each : keys) {
        current.set(each, KeyGroups.hash(each));
        action.accept(each);
      }
    }
    current.reset(before, beforeHash);
  }

  @SuppressWarnings("unchecked") // a state in no scope is found by the key
  private TableState<K> tableOf(String stateName) {
    HeapState state = registry.state(stateName);
    if (!(state instanceof TableState<?> table) || state.schema().isNamespaced()) {
      throw new IllegalArgumentException(
          String.format(
              "Operator '%s' has no state '%s' under the key alone, only %s",
              context.operator(), stateName, registry.names()));
    }
    return (TableState<K>) table;
  }

  @Override
  public PendingSnapshot<KeyedSnapshot> snapshot(SnapshotRequest request) {
    boolean mayBuildUponOthers = request.form() == SnapshotRequest.Form.NATIVE;
    List<CapturedState> captured = registry.capture();
    Versions.Hold hold = versions.capture();
    return new HeapSnapshot(
        context.storage(),
        directoryOf(request) + "/" + request.checkpointId() + "-" + context.subtask(),
        context.keySerializer().schema(),
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
    return registry.size();
  }

  /** Nothing is held but memory; snapshots still being written keep what they need. */
  @Override
  public void close() {
    registry.clear();
  }

  private static String directoryOf(SnapshotRequest request) {
    return request.form() == SnapshotRequest.Form.NATIVE
        ? request.sharedDirectory()
        : request.directory();
  }
}
