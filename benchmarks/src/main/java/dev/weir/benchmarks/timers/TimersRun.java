package dev.weir.benchmarks.timers;

import dev.weir.api.types.Types;
import dev.weir.benchmarks.cell.Cell;
import dev.weir.benchmarks.cell.ProcessCosts;
import dev.weir.benchmarks.cell.WorkDirectory;
import dev.weir.state.heap.HashMapStateBackend;
import dev.weir.state.rocksdb.EmbeddedRocksDBStateBackend;
import dev.weir.state.spi.KeyGroupRange;
import dev.weir.state.spi.KeyGroups;
import dev.weir.state.spi.KeyedSnapshot;
import dev.weir.state.spi.KeyedStateBackend;
import dev.weir.state.spi.KeyedStateContext;
import dev.weir.state.spi.PendingSnapshot;
import dev.weir.state.spi.SnapshotRequest;
import dev.weir.state.spi.StateBackend;
import dev.weir.state.spi.TimerQueue;
import dev.weir.state.spi.VoidNamespace;
import dev.weir.storage.file.FileCheckpointStorage;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Timers as a session or a timeout has them: a million keys, each timer within a minute of a time
 * that goes on by a millisecond every hundred timers. Few of them are registered twice.
 */
final class TimersRun {

  private static final int MAX_PARALLELISM = 128;
  private static final int TIMERS_PER_MILLI = 100;
  private static final int SPREAD_MILLIS = 60_000;
  private static final double MIB = 1 << 20;

  private final Cell.Backend backend;
  private final long timers;
  private final int keys;
  private final int snapshots;
  private final SplittableRandom random = new SplittableRandom(34);
  private double longestSyncMillis;
  private double longestSyncCpuMillis;
  private double longestWriteMillis;
  private double longestWriteCpuMillis;
  private long snapshotBytes;

  TimersRun(Cell.Backend backend, long timers, int keys, int snapshots) {
    this.backend = backend;
    this.timers = timers;
    this.keys = keys;
    this.snapshots = snapshots;
  }

  JsonObject run() throws Exception {
    ExecutorService worker = Executors.newSingleThreadExecutor();
    try (WorkDirectory directory = WorkDirectory.create("weir-timers");
        KeyedStateBackend<Long> state = open(directory)) {
      return measure(state, worker);
    } finally {
      worker.shutdown();
    }
  }

  private KeyedStateBackend<Long> open(WorkDirectory directory) throws IOException {
    StateBackend made =
        backend == Cell.Backend.HEAP
            ? new HashMapStateBackend()
            : new EmbeddedRocksDBStateBackend(true);
    return made.createKeyedStateBackend(
        new KeyedStateContext<>(
            "timers",
            0,
            Types.LONG.createKeySerializer(),
            MAX_PARALLELISM,
            new KeyGroupRange(0, MAX_PARALLELISM - 1),
            Files.createDirectories(directory.resolve("local")),
            FileCheckpointStorage.open(Files.createDirectories(directory.resolve("storage"))),
            List.of()));
  }

  private JsonObject measure(KeyedStateBackend<Long> state, ExecutorService worker)
      throws Exception {
    TimerQueue<VoidNamespace> queue = state.timerQueue("timers", VoidNamespace.SERIALIZER);
    Stopwatch registering = new Stopwatch();
    register(state, queue, worker);
    registering.stop();
    snapshot(state, snapshots + 1, worker).get();
    long heap = usedHeap();
    long[] fired = {0, Long.MIN_VALUE};
    Stopwatch firing = new Stopwatch();
    queue.advance(
        Long.MAX_VALUE,
        (time, namespace) -> {
          if (time < fired[1]) {
            throw new IllegalStateException(time + " after " + fired[1]);
          }
          fired[0]++;
          fired[1] = time;
        });
    firing.stop();
    long registered = fired[0];
    if (registered > timers || registered < timers * 9 / 10 || !queue.isEmpty()) {
      throw new IllegalStateException(
          "of " + timers + " timers, of which few are the same, " + registered + " ran");
    }
    return new JsonObject()
        .put("backend", state.getClass().getSimpleName())
        .put("timers", registered)
        .put("registeredPerSecond", Math.round(timers / registering.seconds))
        .put("registeredPerCpuSecond", Math.round(timers / registering.cpuSeconds))
        .put("firedPerSecond", Math.round(registered / firing.seconds))
        .put("firedPerCpuSecond", Math.round(registered / firing.cpuSeconds))
        .put("snapshots", snapshots + 1)
        .put("longestSyncMillis", longestSyncMillis)
        .put("longestSyncCpuMillis", longestSyncCpuMillis)
        .put("longestWriteMillis", longestWriteMillis)
        .put("longestWriteCpuMillis", longestWriteCpuMillis)
        .put("snapshotMiB", Math.round(snapshotBytes / MIB))
        .put("usedHeapMiB", Math.round(heap / MIB))
        .put("peakResidentMiB", ProcessCosts.peakResidentMiB().orElse(0));
  }

  /** Snapshots are taken at even distances, so the last ones are of nearly all timers. */
  private void register(
      KeyedStateBackend<Long> state, TimerQueue<VoidNamespace> queue, ExecutorService worker)
      throws Exception {
    Future<?> writing = null;
    long every = timers / (snapshots + 1) + 1;
    for (long i = 1; i <= timers; i++) {
      Long key = (long) random.nextInt(keys);
      state.setCurrentKey(key, KeyGroups.hash(key));
      queue.add(i / TIMERS_PER_MILLI + random.nextInt(SPREAD_MILLIS), VoidNamespace.INSTANCE);
      if (i % every == 0) {
        if (writing != null) {
          writing.get();
        }
        writing = snapshot(state, i / every, worker);
      }
    }
    if (writing != null) {
      writing.get();
    }
  }

  private Future<?> snapshot(KeyedStateBackend<Long> state, long id, ExecutorService worker)
      throws IOException {
    Stopwatch sync = new Stopwatch();
    PendingSnapshot<KeyedSnapshot> pending =
        state.snapshot(new SnapshotRequest(id, "chk-" + id, "shared", SnapshotRequest.Form.NATIVE));
    sync.stop();
    longestSyncMillis = Math.max(longestSyncMillis, sync.seconds * 1_000);
    longestSyncCpuMillis = Math.max(longestSyncCpuMillis, sync.cpuSeconds * 1_000);
    return worker.submit(
        () -> {
          Stopwatch write = new Stopwatch();
          KeyedSnapshot written = pending.write();
          write.stop();
          longestWriteMillis = Math.max(longestWriteMillis, write.seconds * 1_000);
          longestWriteCpuMillis = Math.max(longestWriteCpuMillis, write.cpuSeconds * 1_000);
          snapshotBytes = written.fullBytes();
          return written;
        });
  }

  /** Time gone by, and how much of it the calling thread was on a processor. */
  private static final class Stopwatch {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final long begin = System.nanoTime();
    private final long cpuBegin = THREADS.getCurrentThreadCpuTime();
    private double seconds;
    private double cpuSeconds;

    void stop() {
      cpuSeconds = (THREADS.getCurrentThreadCpuTime() - cpuBegin) / 1e9;
      seconds = (System.nanoTime() - begin) / 1e9;
    }
  }

  private static long usedHeap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
