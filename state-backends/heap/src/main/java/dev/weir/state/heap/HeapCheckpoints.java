package dev.weir.state.heap;

import dev.weir.state.spi.CheckpointStorage;
import dev.weir.state.spi.SnapshotFile;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The checkpoints of one subtask that are under way, and the last complete one. Subtask thread. */
final class HeapCheckpoints {

  private static final System.Logger LOG = System.getLogger(HeapCheckpoints.class.getName());

  private final CheckpointStorage storage;
  private final Map<Long, HeapCheckpoint> underWay = new HashMap<>();
  private HeapSnapshot.@Nullable Base base;

  HeapCheckpoints(CheckpointStorage storage) {
    this.storage = storage;
  }

  HeapCheckpoint begin(long id, int version) {
    underWay.values().removeIf(HeapCheckpoint::hasEnded);
    HeapCheckpoint checkpoint = new HeapCheckpoint(id, version);
    underWay.put(id, checkpoint);
    return checkpoint;
  }

  /** What a new snapshot may build upon. */
  HeapSnapshot.@Nullable Base base() {
    return base;
  }

  void complete(long id) {
    HeapCheckpoint checkpoint = underWay.remove(id);
    HeapCheckpoint.Written written = checkpoint == null ? null : checkpoint.asWritten();
    if (written != null && (base == null || written.version() > base.version())) {
      base = new HeapSnapshot.Base(written.version(), written.sections());
    }
  }

  void abort(long id) {
    HeapCheckpoint checkpoint = underWay.remove(id);
    SnapshotFile file = checkpoint == null ? null : checkpoint.end();
    if (file == null) {
      return;
    }
    try {
      storage.delete(file.path());
    } catch (IOException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "File " + file.path() + " of the aborted checkpoint " + id + " could not be removed",
          e);
    }
  }
}
