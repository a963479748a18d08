package dev.weir.state.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.state.ListState;
import dev.weir.state.MapState;
import dev.weir.state.ValueState;
import dev.weir.state.contract.NaiveTimers.Timer;
import dev.weir.state.contract.TestSerializers.Card;
import dev.weir.state.spi.KeyGroups;
import dev.weir.state.spi.KeyedSnapshot;
import dev.weir.state.spi.KeyedStateBackend;
import dev.weir.state.spi.ListStateSpec;
import dev.weir.state.spi.MapStateSpec;
import dev.weir.state.spi.NamespacedState;
import dev.weir.state.spi.PendingSnapshot;
import dev.weir.state.spi.SnapshotRequest.Form;
import dev.weir.state.spi.TimerQueue;
import dev.weir.state.spi.TypeSerializer;
import dev.weir.state.spi.ValueStateSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A long random life of an operator's keyed state beside its naive twin: reads, writes and changes
 * in place, checkpoints that are captured, written while changes go on, completed, aborted and
 * discarded, restores at another parallelism. What is read must be what the twin holds.
 */
final class TwinRun<K> {

  private static final int MAX_PENDING = 3;
  private static final int NAMESPACES = 4;

  private final StateFixture fixture;
  private final TypeSerializer<K> keySerializer;
  private final IntFunction<K> keyOf;
  private final int keys;
  private final Random random;
  private final List<Checkpoint<K>> pending = new ArrayList<>();
  private final List<Subtask<K>> subtasks = new ArrayList<>();
  private Twin<K> twin = new Twin<>();
  private @Nullable Completed<K> lastCompleted;
  private long nextCheckpoint = 1;
  private long now;

  /** What state of a scope is under. */
  private record Scoped<K>(K key, Card namespace) {}

  /** All that the subtasks should hold. */
  private record Twin<K>(
      NaiveKeyedState<K> keyed, NaiveKeyedState<Scoped<K>> scoped, NaiveTimers<K> timers) {

    Twin() {
      this(new NaiveKeyedState<>(), new NaiveKeyedState<>(), new NaiveTimers<>());
    }

    Twin<K> copy() {
      return new Twin<>(keyed.copy(), scoped.copy(), timers.copy());
    }
  }

  /** The handles of one subtask. */
  private record Subtask<K>(
      KeyedStateBackend<K> state,
      ValueState<Long> count,
      ValueState<Counter> counter,
      ListState<Counter> list,
      MapState<String, Counter> map,
      NamespacedState<Card> scope,
      ValueState<Long> sum,
      ListState<Counter> pane,
      TimerQueue<String> timers) {

    static <K> Subtask<K> of(KeyedStateBackend<K> state) {
      NamespacedState<Card> scope = state.namespaced("scope", TestSerializers.CARD);
      return new Subtask<>(
          state,
          state.valueState(new ValueStateSpec<>("count", TestSerializers.LONG, null)),
          state.valueState(new ValueStateSpec<>("counter", Counter.SERIALIZER, null)),
          state.listState(new ListStateSpec<>("list", Counter.SERIALIZER)),
          state.mapState(new MapStateSpec<>("map", TestSerializers.STRING, Counter.SERIALIZER)),
          scope,
          scope.valueState(new ValueStateSpec<>("sum", TestSerializers.LONG, null)),
          scope.listState(new ListStateSpec<>("pane", Counter.SERIALIZER)),
          state.timerQueue("timers", TestSerializers.STRING));
    }
  }

  /** A checkpoint under way, and what the twin held when it was captured. */
  private record Checkpoint<K>(
      long id,
      Twin<K> twin,
      List<PendingSnapshot<KeyedSnapshot>> captured,
      List<Future<KeyedSnapshot>> written) {}

  private record Completed<K>(Twin<K> twin, List<KeyedSnapshot> snapshots) {}

  TwinRun(
      StateFixture fixture,
      TypeSerializer<K> keySerializer,
      IntFunction<K> keyOf,
      int keys,
      Random random)
      throws Exception {
    this.fixture = fixture;
    this.keySerializer = keySerializer;
    this.keyOf = keyOf;
    this.keys = keys;
    this.random = random;
    start(2, List.of());
  }

  void run(int steps) throws Exception {
    for (int step = 0; step < steps; step++) {
      int choice = random.nextInt(1_000);
      if (choice < 4) {
        capture();
      } else if (choice < 8) {
        advanceOnePending();
      } else if (choice < 9) {
        restoreLastCompleted();
      } else if (choice < 10) {
        compareKeys();
      } else if (choice < 15) {
        advanceTime();
        compareTimers();
      } else {
        workOnOneKey();
      }
    }
    compareAll();
  }

  private void workOnOneKey() throws Exception {
    // Half of the work falls on a few keys, so that they change many times between checkpoints.
    K key = keyOf.apply(random.nextInt(random.nextBoolean() ? Math.min(keys, 10) : keys));
    Subtask<K> subtask = setKey(key);
    switch (random.nextInt(8)) {
      case 0 -> workOnCount(subtask, key);
      case 1 -> workOnCounter(subtask, key);
      case 2 -> workOnList(subtask, key);
      case 3 -> workOnMap(subtask, key);
      case 4, 5 -> workOnScope(subtask, key);
      default -> workOnTimers(subtask, key);
    }
  }

  private void workOnScope(Subtask<K> subtask, K key) throws Exception {
    Card namespace = namespaceOf(random.nextInt(NAMESPACES));
    Scoped<K> scoped = new Scoped<>(key, namespace);
    subtask.scope.setCurrentNamespace(namespace);
    assertThat(subtask.sum.value()).isEqualTo(twin.scoped().count(scoped));
    List<Counter> pane = twin.scoped().list(scoped);
    assertThat(subtask.pane.get()).containsExactlyElementsOf(pane);
    if (random.nextInt(4) == 0) {
      subtask.sum.clear();
      subtask.pane.clear();
      twin.scoped().count(scoped, null);
      twin.scoped().list(scoped, List.of());
    } else {
      long sum = random.nextLong();
      Counter added = new Counter("pane", random.nextInt(100));
      subtask.sum.update(sum);
      subtask.pane.add(added);
      pane.add(added);
      twin.scoped().count(scoped, sum);
      twin.scoped().list(scoped, pane);
    }
  }

  private void workOnTimers(Subtask<K> subtask, K key) {
    // Times are close together, so that many timers have the same.
    Timer<K> timer =
        new Timer<>(now + random.nextInt(200), key, "namespace " + random.nextInt(NAMESPACES));
    if (random.nextInt(4) == 0) {
      subtask.timers.remove(timer.time(), timer.namespace());
      twin.timers().remove(timer);
    } else {
      subtask.timers.add(timer.time(), timer.namespace());
      twin.timers().add(timer);
    }
  }

  private void advanceTime() throws Exception {
    now += random.nextInt(60);
    for (Subtask<K> subtask : subtasks) {
      long[] last = {Long.MIN_VALUE};
      subtask.timers.advance(
          now,
          (time, namespace) -> {
            assertThat(time).isBetween(last[0], now);
            last[0] = time;
            runTimer(subtask, time, namespace);
          });
    }
    assertThat(twin.timers().nextTime()).isGreaterThan(now);
  }

  /** Timers that run add others, some of which are due at once. */
  private void runTimer(Subtask<K> subtask, long time, String namespace) {
    K key = Objects.requireNonNull(subtask.state.currentKey());
    assertThat(twin.timers().remove(new Timer<>(time, key, namespace))).isTrue();
    if (random.nextInt(5) == 0) {
      Timer<K> follower = new Timer<>(time + random.nextInt(100), key, "follower");
      subtask.timers.add(follower.time(), follower.namespace());
      twin.timers().add(follower);
    }
  }

  private void compareTimers() {
    assertThat(subtasks.stream().allMatch(each -> each.timers.isEmpty()))
        .isEqualTo(twin.timers().isEmpty());
    assertThat(subtasks.stream().mapToLong(each -> each.timers.nextTime()).min())
        .hasValue(twin.timers().nextTime());
  }

  private void workOnCount(Subtask<K> subtask, K key) throws Exception {
    assertThat(subtask.count.value()).isEqualTo(twin.keyed.count(key));
    @Nullable Long value = random.nextInt(5) == 0 ? null : random.nextLong();
    subtask.count.update(value);
    twin.keyed.count(key, value);
    assertThat(subtask.count.value()).isEqualTo(value);
  }

  private void workOnCounter(Subtask<K> subtask, K key) throws Exception {
    Counter current = subtask.counter.value();
    assertThat(current).isEqualTo(twin.keyed.counter(key));
    if (current == null) {
      current = new Counter("made " + random.nextInt(100), 0);
    }
    if (random.nextInt(6) == 0) {
      subtask.counter.clear();
      twin.keyed.counter(key, null);
    } else {
      current.count += random.nextInt(10);
      subtask.counter.update(current);
      twin.keyed.counter(key, current);
    }
  }

  private void workOnList(Subtask<K> subtask, K key) throws Exception {
    List<Counter> expected = twin.keyed.list(key);
    assertThat(subtask.list.get()).containsExactlyElementsOf(expected);
    Counter added = new Counter("element", random.nextInt(100));
    if (random.nextInt(8) == 0) {
      subtask.list.clear();
      expected.clear();
    } else if (random.nextInt(4) == 0) {
      expected.removeIf(each -> each.count % 2 == 0);
      subtask.list.update(copies(expected));
    } else {
      subtask.list.add(added);
      expected.add(added);
    }
    twin.keyed.list(key, expected);
  }

  private void workOnMap(Subtask<K> subtask, K key) throws Exception {
    Map<String, Counter> expected = twin.keyed.map(key);
    assertThat(contentOf(subtask.map)).isEqualTo(expected);
    String mapKey = "entry " + random.nextInt(6);
    Counter current = subtask.map.get(mapKey);
    assertThat(current).isEqualTo(expected.get(mapKey));
    if (random.nextInt(12) == 0) {
      subtask.map.clear();
      expected.clear();
    } else if (random.nextInt(3) == 0) {
      subtask.map.remove(mapKey);
      expected.remove(mapKey);
    } else {
      Counter changed = current == null ? new Counter(mapKey, 0) : current;
      changed.count++;
      subtask.map.put(mapKey, changed);
      expected.put(mapKey, changed);
    }
    twin.keyed.map(key, expected);
  }

  private void capture() throws Exception {
    if (pending.size() == MAX_PENDING) {
      return;
    }
    long id = nextCheckpoint++;
    Form form = random.nextInt(4) == 0 ? Form.CANONICAL : Form.NATIVE;
    List<PendingSnapshot<KeyedSnapshot>> captured = new ArrayList<>();
    for (Subtask<K> subtask : subtasks) {
      captured.add(StateFixture.capture(subtask.state, id, form));
    }
    List<Future<KeyedSnapshot>> written = new ArrayList<>();
    if (random.nextInt(3) > 0) {
      captured.forEach(each -> written.add(fixture.write(each)));
    }
    pending.add(new Checkpoint<>(id, twin.copy(), captured, written));
  }

  private void advanceOnePending() throws Exception {
    if (pending.isEmpty()) {
      return;
    }
    Checkpoint<K> checkpoint = pending.get(random.nextInt(pending.size()));
    if (checkpoint.written.isEmpty() && random.nextInt(4) > 0) {
      checkpoint.captured.forEach(each -> checkpoint.written.add(fixture.write(each)));
    } else {
      pending.remove(checkpoint);
      end(checkpoint);
    }
  }

  private void end(Checkpoint<K> checkpoint) throws Exception {
    if (checkpoint.written.isEmpty()) {
      for (PendingSnapshot<KeyedSnapshot> each : checkpoint.captured) {
        fixture.discard(each);
      }
      subtasks.forEach(each -> each.state.notifyCheckpointAborted(checkpoint.id));
      return;
    }
    List<KeyedSnapshot> snapshots = new ArrayList<>();
    for (Future<KeyedSnapshot> each : checkpoint.written) {
      snapshots.add(StateFixture.await(each));
    }
    if (random.nextInt(4) == 0) {
      subtasks.forEach(each -> each.state.notifyCheckpointAborted(checkpoint.id));
    } else {
      lastCompleted = new Completed<>(checkpoint.twin, snapshots);
      subtasks.forEach(each -> each.state.notifyCheckpointComplete(checkpoint.id));
    }
  }

  private void restoreLastCompleted() throws Exception {
    Completed<K> from = lastCompleted;
    if (from == null) {
      return;
    }
    for (Checkpoint<K> each : pending) {
      end(each);
    }
    pending.clear();
    lastCompleted = from;
    twin = from.twin.copy();
    for (Subtask<K> subtask : subtasks) {
      fixture.close(subtask.state);
    }
    start(1 + random.nextInt(5), from.snapshots);
    compareAll();
  }

  private void start(int parallelism, List<KeyedSnapshot> restore) throws Exception {
    subtasks.clear();
    for (int i = 0; i < parallelism; i++) {
      subtasks.add(Subtask.of(fixture.open(keySerializer, i, parallelism, restore)));
    }
  }

  private void compareKeys() {
    List<K> found = new ArrayList<>();
    subtasks.forEach(each -> each.state.forEachKey("count", found::add));
    assertThat(found).containsExactlyInAnyOrderElementsOf(twin.keyed.countedKeys());
  }

  private void compareAll() throws Exception {
    compareKeys();
    for (int i = 0; i < keys; i++) {
      K key = keyOf.apply(i);
      Subtask<K> subtask = setKey(key);
      assertThat(subtask.count.value()).isEqualTo(twin.keyed.count(key));
      assertThat(subtask.counter.value()).isEqualTo(twin.keyed.counter(key));
      assertThat(subtask.list.get()).containsExactlyElementsOf(twin.keyed.list(key));
      assertThat(contentOf(subtask.map)).isEqualTo(twin.keyed.map(key));
      compareScope(subtask, key);
    }
    compareTimers();
  }

  private void compareScope(Subtask<K> subtask, K key) throws Exception {
    for (int i = 0; i < NAMESPACES; i++) {
      Scoped<K> scoped = new Scoped<>(key, namespaceOf(i));
      subtask.scope.setCurrentNamespace(scoped.namespace);
      assertThat(subtask.sum.value()).isEqualTo(twin.scoped().count(scoped));
      assertThat(subtask.pane.get()).containsExactlyElementsOf(twin.scoped().list(scoped));
    }
  }

  private static Card namespaceOf(int number) {
    return new Card("window", number);
  }

  private Subtask<K> setKey(K key) {
    int hash = KeyGroups.hash(Objects.requireNonNull(key));
    int keyGroup = KeyGroups.groupOf(hash, fixture.maxParallelism());
    Subtask<K> subtask =
        subtasks.get(KeyGroups.subtaskOf(keyGroup, fixture.maxParallelism(), subtasks.size()));
    subtask.state.setCurrentKey(key, hash);
    return subtask;
  }

  private static List<Counter> copies(List<Counter> list) {
    return list.stream().map(Counter.SERIALIZER::copy).toList();
  }

  private static Map<String, Counter> contentOf(MapState<String, Counter> map) throws Exception {
    Map<String, Counter> content = new HashMap<>();
    for (Map.Entry<String, Counter> each : map.entries()) {
      content.put(each.getKey(), each.getValue());
    }
    return content;
  }
}
