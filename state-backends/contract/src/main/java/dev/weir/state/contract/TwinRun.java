package dev.weir.state.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.state.ListState;
import dev.weir.state.MapState;
import dev.weir.state.ValueState;
import dev.weir.state.spi.KeyGroups;
import dev.weir.state.spi.KeyedSnapshot;
import dev.weir.state.spi.KeyedStateBackend;
import dev.weir.state.spi.ListStateSpec;
import dev.weir.state.spi.MapStateSpec;
import dev.weir.state.spi.PendingSnapshot;
import dev.weir.state.spi.SnapshotRequest.Form;
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

  private final StateFixture fixture;
  private final TypeSerializer<K> keySerializer;
  private final IntFunction<K> keyOf;
  private final int keys;
  private final Random random;
  private final List<Checkpoint<K>> pending = new ArrayList<>();
  private final List<Subtask<K>> subtasks = new ArrayList<>();
  private NaiveKeyedState<K> twin = new NaiveKeyedState<>();
  private @Nullable Completed<K> lastCompleted;
  private long nextCheckpoint = 1;

  /** The handles of one subtask. */
  private record Subtask<K>(
      KeyedStateBackend<K> state,
      ValueState<Long> count,
      ValueState<Counter> counter,
      ListState<Counter> list,
      MapState<String, Counter> map) {

    static <K> Subtask<K> of(KeyedStateBackend<K> state) {
      return new Subtask<>(
          state,
          state.valueState(new ValueStateSpec<>("count", TestSerializers.LONG, null)),
          state.valueState(new ValueStateSpec<>("counter", Counter.SERIALIZER, null)),
          state.listState(new ListStateSpec<>("list", Counter.SERIALIZER)),
          state.mapState(new MapStateSpec<>("map", TestSerializers.STRING, Counter.SERIALIZER)));
    }
  }

  /** A checkpoint under way, and what the twin held when it was captured. */
  private record Checkpoint<K>(
      long id,
      NaiveKeyedState<K> twin,
      List<PendingSnapshot<KeyedSnapshot>> captured,
      List<Future<KeyedSnapshot>> written) {}

  private record Completed<K>(NaiveKeyedState<K> twin, List<KeyedSnapshot> snapshots) {}

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
    switch (random.nextInt(4)) {
      case 0 -> workOnCount(subtask, key);
      case 1 -> workOnCounter(subtask, key);
      case 2 -> workOnList(subtask, key);
      default -> workOnMap(subtask, key);
    }
  }

  private void workOnCount(Subtask<K> subtask, K key) throws Exception {
    assertThat(subtask.count.value()).isEqualTo(twin.count(key));
    @Nullable Long value = random.nextInt(5) == 0 ? null : random.nextLong();
    subtask.count.update(value);
    twin.count(key, value);
    assertThat(subtask.count.value()).isEqualTo(value);
  }

  private void workOnCounter(Subtask<K> subtask, K key) throws Exception {
    Counter current = subtask.counter.value();
    assertThat(current).isEqualTo(twin.counter(key));
    if (current == null) {
      current = new Counter("made " + random.nextInt(100), 0);
    }
    if (random.nextInt(6) == 0) {
      subtask.counter.clear();
      twin.counter(key, null);
    } else {
      current.count += random.nextInt(10);
      subtask.counter.update(current);
      twin.counter(key, current);
    }
  }

  private void workOnList(Subtask<K> subtask, K key) throws Exception {
    List<Counter> expected = twin.list(key);
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
    twin.list(key, expected);
  }

  private void workOnMap(Subtask<K> subtask, K key) throws Exception {
    Map<String, Counter> expected = twin.map(key);
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
    twin.map(key, expected);
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
    assertThat(found).containsExactlyInAnyOrderElementsOf(twin.countedKeys());
  }

  private void compareAll() throws Exception {
    compareKeys();
    for (int i = 0; i < keys; i++) {
      K key = keyOf.apply(i);
      Subtask<K> subtask = setKey(key);
      assertThat(subtask.count.value()).isEqualTo(twin.count(key));
      assertThat(subtask.counter.value()).isEqualTo(twin.counter(key));
      assertThat(subtask.list.get()).containsExactlyElementsOf(twin.list(key));
      assertThat(contentOf(subtask.map)).isEqualTo(twin.map(key));
    }
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
