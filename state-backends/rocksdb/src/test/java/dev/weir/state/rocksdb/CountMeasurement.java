package dev.weir.state.rocksdb;

import static dev.weir.state.contract.TestSerializers.LONG;

import dev.weir.state.ValueState;
import dev.weir.state.spi.CheckpointStorage;
import dev.weir.state.spi.KeyGroups;
import dev.weir.state.spi.KeyedSnapshot;
import dev.weir.state.spi.KeyedStateBackend;
import dev.weir.state.spi.KeyedStateContext;
import dev.weir.state.spi.PendingSnapshot;
import dev.weir.state.spi.SnapshotRequest;
import dev.weir.state.spi.SnapshotRequest.Form;
import dev.weir.state.spi.ValueStateSpec;
import dev.weir.storage.file.FileCheckpointStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;

/**
 * Measures a running count per key, and what a checkpoint does to it. Arguments: number of keys,
 * {@code uniform} or {@code zipf}, MiB of cache (0: none), million updates.
 */
final class CountMeasurement {

  private static final int MAX_PARALLELISM = 128;

  private final KeyedStateBackend<Long> state;
  private final ValueState<Long> count;
  private final LongSupplier nextKey;

  private CountMeasurement(KeyedStateBackend<Long> state, LongSupplier nextKey) {
    this.state = state;
    this.count = state.valueState(new ValueStateSpec<>("count", LONG, null));
    this.nextKey = nextKey;
  }

  public static void main(String[] args) throws Exception {
    int keys = Integer.parseInt(args[0]);
    boolean zipf = args[1].equals("zipf");
    long cacheBytes = Long.parseLong(args[2]) << 20;
    long updates = (long) (Double.parseDouble(args[3]) * 1_000_000);
    Path directory = Files.createTempDirectory("weir-count");
    System.out.println(String.join(" ", args));
    try (CheckpointStorage storage = FileCheckpointStorage.open(directory.resolve("storage"));
        KeyedStateBackend<Long> state = open(directory.resolve("local"), storage, cacheBytes)) {
      CountMeasurement measurement = new CountMeasurement(state, zipf ? zipf(keys) : uniform(keys));
      measurement.load(keys);
      measurement.report("warm-up", measurement.update(updates / 2), updates / 2);
      measurement.report("steady", measurement.update(updates), updates);
      for (int id = 1; id <= 4; id++) {
        measurement.checkpoint(id, id == 4 ? 0.001 : 1, updates / 4);
      }
    } finally {
      LocalFiles.deleteQuietly(directory);
    }
  }

  private static KeyedStateBackend<Long> open(
      Path local, CheckpointStorage storage, long cacheBytes) throws IOException {
    return new RocksDBStateBackend()
        .withOptions(RocksDBOptions.defaults().withCacheBytes(cacheBytes))
        .createKeyedStateBackend(
            new KeyedStateContext<>(
                "count",
                0,
                LONG,
                MAX_PARALLELISM,
                KeyGroups.rangeOf(0, MAX_PARALLELISM, 1),
                local,
                storage,
                List.of()));
  }

  private void load(int keys) throws IOException {
    long start = System.nanoTime();
    for (long key = 0; key < keys; key++) {
      state.setCurrentKey(key, KeyGroups.hash(key));
      count.update(0L);
    }
    report("load", System.nanoTime() - start, keys);
  }

  private long update(long updates) throws IOException {
    long start = System.nanoTime();
    for (long i = 0; i < updates; i++) {
      updateOne();
    }
    return System.nanoTime() - start;
  }

  private void updateOne() throws IOException {
    Long key = nextKey.getAsLong();
    state.setCurrentKey(key, KeyGroups.hash(key));
    Long before = count.value();
    count.update(before == null ? 1 : before + 1);
  }

  private void checkpoint(long id, double share, long updates) throws Exception {
    update((long) (updates * share));
    long start = System.nanoTime();
    PendingSnapshot<KeyedSnapshot> pending =
        state.snapshot(new SnapshotRequest(id, "chk-" + id, "shared", Form.NATIVE));
    long sync = System.nanoTime() - start;
    var worker = Executors.newSingleThreadExecutor();
    Future<KeyedSnapshot> written = worker.submit(pending::write);
    long during = 0;
    long longest = 0;
    while (!written.isDone()) {
      long took = update(100);
      longest = Math.max(longest, took);
      during += 100;
    }
    long async = System.nanoTime() - start - sync;
    worker.shutdown();
    state.notifyCheckpointComplete(id);
    System.out.printf(
        "checkpoint %d: sync %.2f ms, async %.0f ms (%.0f ns per update meanwhile, longest pause %.1f"
            + " ms), %d new bytes of %d%n",
        id,
        sync / 1e6,
        async / 1e6,
        (double) async / Math.max(1, during),
        longest / 1e6,
        written.get().newBytes(),
        written.get().fullBytes());
  }

  private void report(String what, long nanos, long updates) {
    System.out.printf("%s: %.0f ns each, %s%n", what, (double) nanos / updates, state.size());
  }

  private static LongSupplier uniform(int keys) {
    SplittableRandom random = new SplittableRandom(1);
    return () -> random.nextInt(keys);
  }

  /** Exponent 0.99, by the method of Gray et al., "Quickly generating billion-record databases". */
  private static LongSupplier zipf(int keys) {
    double theta = 0.99;
    double zeta = 0;
    for (int i = 1; i <= keys; i++) {
      zeta += 1 / Math.pow(i, theta);
    }
    double zetaOfAll = zeta;
    double alpha = 1 / (1 - theta);
    double second = 1 + Math.pow(0.5, theta);
    double eta = (1 - Math.pow(2.0 / keys, 1 - theta)) / (1 - second / zetaOfAll);
    SplittableRandom random = new SplittableRandom(1);
    return () -> {
      double u = random.nextDouble();
      double scaled = u * zetaOfAll;
      long rank =
          scaled < 1 ? 0 : scaled < second ? 1 : (long) (keys * Math.pow(eta * u - eta + 1, alpha));
      return rank * 0x9E3779B97F4A7C15L >>> 1; // spread hot keys over key groups
    };
  }
}
