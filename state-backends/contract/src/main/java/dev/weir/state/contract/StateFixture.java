package dev.weir.state.contract;

import dev.weir.state.spi.CheckpointStorage;
import dev.weir.state.spi.KeyGroupRange;
import dev.weir.state.spi.KeyGroups;
import dev.weir.state.spi.KeyedSnapshot;
import dev.weir.state.spi.KeyedStateBackend;
import dev.weir.state.spi.KeyedStateContext;
import dev.weir.state.spi.PendingSnapshot;
import dev.weir.state.spi.SnapshotRequest;
import dev.weir.state.spi.StateBackend;
import dev.weir.state.spi.TypeSerializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What surrounds a keyed state backend in a job: directories, storage, a snapshot worker. */
public final class StateFixture implements AutoCloseable {

  /** The operator's name in messages. */
  public static final String OPERATOR = "counter";

  public static final String SHARED = "job/shared";

  private final StateBackend backend;
  private final CheckpointStorage storage;
  private final Path directory;
  private final int maxParallelism;
  private final ExecutorService worker = Executors.newSingleThreadExecutor();
  private final List<KeyedStateBackend<?>> opened = new ArrayList<>();
  private int openings;
  private long now = 1_000_000;

  public StateFixture(
      StateBackend backend, CheckpointStorage storage, Path directory, int maxParallelism) {
    this.backend = backend;
    this.storage = storage;
    this.directory = directory;
    this.maxParallelism = maxParallelism;
  }

  /** Lets time go by, for state that expires. */
  public void elapse(long millis) {
    now += millis;
  }

  public int maxParallelism() {
    return maxParallelism;
  }

  /** Opens the only subtask of an operator of parallelism 1. */
  public <K> KeyedStateBackend<K> open(TypeSerializer<K> keys, KeyedSnapshot... restore)
      throws IOException {
    return open(keys, 0, 1, List.of(restore));
  }

  /** Opens one subtask; it is closed with this fixture. */
  public <K> KeyedStateBackend<K> open(
      TypeSerializer<K> keys, int subtask, int parallelism, List<KeyedSnapshot> restore)
      throws IOException {
    KeyGroupRange range = KeyGroups.rangeOf(subtask, maxParallelism, parallelism);
    List<KeyedSnapshot> overlapping =
        restore.stream().filter(snapshot -> snapshot.keyGroups().overlaps(range)).toList();
    Path local = Files.createDirectories(directory.resolve("subtask-" + openings++));
    KeyedStateBackend<K> opening =
        backend.createKeyedStateBackend(
            new KeyedStateContext<>(
                OPERATOR,
                subtask,
                keys,
                maxParallelism,
                range,
                local,
                storage,
                overlapping,
                () -> now));
    opened.add(opening);
    return opening;
  }

  public static SnapshotRequest request(long checkpointId, SnapshotRequest.Form form) {
    return new SnapshotRequest(checkpointId, "job/chk-" + checkpointId, SHARED, form);
  }

  /** The synchronous part, on the calling thread. */
  public static PendingSnapshot<KeyedSnapshot> capture(
      KeyedStateBackend<?> state, long checkpointId, SnapshotRequest.Form form) throws IOException {
    return state.snapshot(request(checkpointId, form));
  }

  /** The asynchronous part, on the snapshot worker. */
  public Future<KeyedSnapshot> write(PendingSnapshot<KeyedSnapshot> pending) {
    return worker.submit(pending::write);
  }

  /** Gives a captured snapshot up, on the snapshot worker. */
  public void discard(PendingSnapshot<KeyedSnapshot> pending) throws Exception {
    worker.submit(pending::discard).get();
  }

  /** Takes a whole snapshot and waits for it. */
  public KeyedSnapshot snapshot(
      KeyedStateBackend<?> state, long checkpointId, SnapshotRequest.Form form) throws Exception {
    return await(write(capture(state, checkpointId, form)));
  }

  /** Waits for a snapshot and throws what its writing threw. */
  public static KeyedSnapshot await(Future<KeyedSnapshot> written) throws Exception {
    try {
      return written.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Closes one subtask before the fixture is closed. */
  public void close(KeyedStateBackend<?> state) throws IOException {
    opened.remove(state);
    state.close();
  }

  @Override
  public void close() throws IOException {
    worker.shutdown();
    for (KeyedStateBackend<?> state : opened) {
      state.close();
    }
  }
}
