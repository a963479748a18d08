package dev.weir.runtime.storage;

import dev.weir.protocol.log.CheckpointLayout;
import dev.weir.state.spi.CheckpointStorage;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has happened in a run, in its storage, so that whoever coordinates next can show it. Nothing
 * depends on it: what cannot be read or written is logged and left out.
 *
 * <p>Records are written in the background, those that come during a write together in the next
 * file. Files are removed when those after them hold enough. Used on one event loop; what blocks
 * runs on workers, one after the other.
 */
public final class HistoryStore {

  private static final Logger log = LoggerFactory.getLogger(HistoryStore.class);

  private record StoredFile(String path, int records) {}

  private final WorkerExecutor workers;
  private final CheckpointStorage storage;
  private final CheckpointLayout layout;
  private final long term;
  private final int kept;
  private final Deque<StoredFile> files = new ArrayDeque<>();
  private List<JsonObject> waiting = new ArrayList<>();
  private boolean writing;
  private int number;

  /**
   * @param workers of one thread
   * @param kept records that are there at least
   */
  public HistoryStore(
      WorkerExecutor workers,
      CheckpointStorage storage,
      CheckpointLayout layout,
      long term,
      int kept) {
    this.workers = workers;
    this.storage = storage;
    this.layout = layout;
    this.term = term;
    this.kept = kept;
  }

  /** The records of earlier coordinators, in the order in which they were written. */
  public Future<List<JsonObject>> load() {
    return workers
        .executeBlocking(this::read)
        .recover(
            e -> {
              log.warn("the history of the run cannot be read: {}", e.toString());
              return Future.succeededFuture(List.of());
            });
  }

  private List<JsonObject> read() throws IOException {
    List<JsonObject> records = new ArrayList<>();
    for (String name : storage.list(layout.historyDirectory())) {
      String path = layout.historyDirectory() + "/" + name;
      int before = records.size();
      try {
        JsonArray array = new JsonArray(new String(storage.read(path), StandardCharsets.UTF_8));
        for (int i = 0; i < array.size(); i++) {
          records.add(array.getJsonObject(i));
        }
      } catch (DecodeException | ClassCastException e) {
        log.warn("{} is no history of checkpoints, it is left out", path);
      }
      remember(new StoredFile(path, records.size() - before));
    }
    return records;
  }

  private synchronized void remember(StoredFile file) {
    files.add(file);
  }

  public void append(JsonObject record) {
    waiting.add(record);
    if (!writing) {
      flush();
    }
  }

  /** Writes what waits now, after what is being written. */
  public void flush() {
    if (waiting.isEmpty()) {
      return;
    }
    List<JsonObject> batch = waiting;
    waiting = new ArrayList<>();
    writing = true;
    number++;
    String path =
        "%s/%015d-%06d-%08d"
            .formatted(layout.historyDirectory(), System.currentTimeMillis(), term, number);
    workers
        .executeBlocking(() -> write(path, batch))
        .onFailure(e -> log.warn("{} was not written: {}", path, e.toString()))
        .onComplete(
            done -> {
              writing = false;
              flush();
            });
  }

  private Void write(String path, List<JsonObject> batch) throws IOException {
    storage.putIfAbsent(path, new JsonArray(batch).encode().getBytes(StandardCharsets.UTF_8));
    remember(new StoredFile(path, batch.size()));
    for (String surplus : surplus()) {
      storage.delete(surplus);
    }
    return null;
  }

  private synchronized List<String> surplus() {
    List<String> paths = new ArrayList<>();
    int records = files.stream().mapToInt(StoredFile::records).sum();
    StoredFile oldest = files.peek();
    while (oldest != null && records - oldest.records() >= kept) {
      records -= oldest.records();
      paths.add(oldest.path());
      files.remove();
      oldest = files.peek();
    }
    return paths;
  }
}
