package dev.weir.state.heap;

import dev.weir.state.ValueState;
import dev.weir.state.contract.InMemoryCheckpointStorage;
import dev.weir.state.contract.TestSerializers;
import dev.weir.state.spi.KeyGroupRange;
import dev.weir.state.spi.KeyGroups;
import dev.weir.state.spi.KeyedSnapshot;
import dev.weir.state.spi.KeyedStateBackend;
import dev.weir.state.spi.KeyedStateContext;
import dev.weir.state.spi.LongValueState;
import dev.weir.state.spi.PendingSnapshot;
import dev.weir.state.spi.SnapshotRequest;
import dev.weir.state.spi.TypeSerializer;
import dev.weir.state.spi.ValueStateSpec;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A running count per key, uniform keys, one thread: ns per update by itself and while a snapshot
 * is written, and the time of the synchronous part. A {@code main}, not a test; run it by hand:
 *
 * <pre>{@code java -Xmx6g -cp ... dev.weir.state.heap.CountMeasurement
 *     [keys [hashmap|bare|add|update|objects]]
 * }</pre>
 */
public final class CountMeasurement {

  private static final int UPDATES = 8_000_000;
  private static final int ROUNDS = 10;

  private final int keyCount;
  private final long[] keys;

  /** The keys of the updates, one after the other, so that only the state misses the cache. */
  private final long[] stream = new long[UPDATES];

  private CountMeasurement(int keyCount) {
    this.keyCount = keyCount;
    this.keys = new long[keyCount];
    SplittableRandom random = new SplittableRandom(34);
    for (int i = 0; i < keyCount; i++) {
      keys[i] = random.nextLong();
    }
    for (int i = 0; i < UPDATES; i++) {
      stream[i] = keys[random.nextInt(keyCount)];
    }
  }

  public static void main(String[] arguments) throws Exception {
    int keyCount = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
    System.out.printf("%,d keys, ns per update%n", keyCount);
    new CountMeasurement(keyCount).run(arguments.length > 1 ? arguments[1] : "add");
  }

  private interface Update {
    void apply(long key) throws Exception;
  }

  private void run(String what) throws Exception {
    switch (what) {
      case "hashmap" -> {
        Map<Long, Long> hashMap = new HashMap<>();
        measure(what, key -> hashMap.merge(key, 1L, Long::sum));
      }
      case "bare" -> {
        long[] table = new long[4 * Integer.highestOneBit(keyCount) * 2];
        measure(what, key -> addBare(table, key));
      }
      case "add" -> measureAdd();
      case "update" -> measureUpdate(TestSerializers.LONG);
      case "objects" -> measureUpdate(TestSerializers.BOXED_LONG);
      default -> throw new IllegalArgumentException(what);
    }
  }

  private void measureAdd() throws Exception {
    try (KeyedStateBackend<Long> state = backend(TestSerializers.LONG)) {
      LongValueState counts =
          (LongValueState)
              state.valueState(new ValueStateSpec<>("count", TestSerializers.LONG, null));
      measure("LongValueState.add", key -> add(state, counts, key));
      measureSnapshots(state, key -> add(state, counts, key));
    }
  }

  private void measureUpdate(TypeSerializer<Long> serializer) throws Exception {
    try (KeyedStateBackend<Long> state = backend(serializer)) {
      ValueState<Long> counts = state.valueState(new ValueStateSpec<>("count", serializer, null));
      measure(serializer.layout() + " value, update", key -> readAndUpdate(state, counts, key));
      measureSnapshots(state, key -> readAndUpdate(state, counts, key));
    }
  }

  /** The hand-written loop that is the limit: one table, no key groups, no snapshots. */
  private static void addBare(long[] table, long key) {
    int mask = table.length - 1;
    int i = 2 * KeyGroups.mix(Long.hashCode(key)) & mask;
    while (table[i] != key && table[i] != 0) {
      i = (i + 2) & mask;
    }
    table[i] = key;
    table[i + 1]++;
  }

  private static void add(KeyedStateBackend<Long> state, LongValueState counts, long key) {
    state.setCurrentKey(key, KeyGroups.mix(Long.hashCode(key)));
    counts.add(1);
  }

  private static void readAndUpdate(
      KeyedStateBackend<Long> state, ValueState<Long> counts, long key) throws Exception {
    state.setCurrentKey(key, KeyGroups.mix(Long.hashCode(key)));
    Long count = counts.value();
    counts.update(count == null ? 1 : count + 1);
  }

  private void measure(String what, Update update) throws Exception {
    for (long key : keys) {
      update.apply(key);
    }
    StringBuilder rounds = new StringBuilder();
    for (int round = 0; round < ROUNDS; round++) {
      rounds.append(String.format(" %6.1f", round(update)));
    }
    System.out.printf("%-28s%s%n", what, rounds);
  }

  private double round(Update update) throws Exception {
    long start = System.nanoTime();
    for (int i = 0; i < UPDATES; i++) {
      update.apply(stream[i]);
    }
    return (System.nanoTime() - start) / (double) UPDATES;
  }

  private void measureSnapshots(KeyedStateBackend<Long> state, Update update) throws Exception {
    ExecutorService worker = Executors.newSingleThreadExecutor();
    for (int id = 1; id <= 4; id++) {
      SnapshotRequest request =
          new SnapshotRequest(id, "chk-" + id, "shared", SnapshotRequest.Form.NATIVE);
      long start = System.nanoTime();
      PendingSnapshot<KeyedSnapshot> pending = state.snapshot(request);
      long captured = System.nanoTime();
      Future<KeyedSnapshot> written = worker.submit(pending::write);
      long updates = 0;
      long worst = 0;
      while (!written.isDone()) {
        long batchStart = System.nanoTime();
        for (int i = 0; i < 1_000; i++) {
          update.apply(stream[(int) (updates++ % UPDATES)]);
        }
        worst = Math.max(worst, System.nanoTime() - batchStart);
      }
      long end = System.nanoTime();
      System.out.printf(
          "  snapshot: sync %.3f ms, async %.0f ms, %,d bytes; meanwhile %.1f ns per update, worst"
              + " 1,000 updates %.2f ms%n",
          (captured - start) / 1e6,
          (end - captured) / 1e6,
          written.get().newBytes(),
          (end - captured) / (double) updates,
          worst / 1e6);
      state.notifyCheckpointAborted(id);
    }
    worker.shutdown();
  }

  private KeyedStateBackend<Long> backend(TypeSerializer<Long> keys) throws Exception {
    return new HashMapStateBackend()
        .createKeyedStateBackend(
            new KeyedStateContext<>(
                "count",
                0,
                keys,
                128,
                new KeyGroupRange(0, 127),
                Path.of("unused"),
                new InMemoryCheckpointStorage(),
                List.of()));
  }
}
