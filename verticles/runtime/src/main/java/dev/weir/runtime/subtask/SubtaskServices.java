package dev.weir.runtime.subtask;

import dev.weir.config.WeirOptions;
import dev.weir.protocol.log.CheckpointLayout;
import dev.weir.runtime.storage.SnapshotStore;
import dev.weir.state.spi.CheckpointStorage;
import dev.weir.state.spi.StateBackend;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.nio.file.Path;
import java.util.List;

/**
 * What all subtasks of a job on one node share.
 *
 * @param localDirectory for working files
 * @param subtaskWorkers the pool that the verticles of all attempts share by its name, with a
 *     thread for each subtask, so that user code that blocks holds up no other subtask
 * @param snapshotWorkers write snapshots; nothing else runs there
 * @param callWorkers what enumerators do asynchronously, such as listing a directory
 */
public record SubtaskServices(
    WeirOptions options,
    StateBackend stateBackend,
    SnapshotStore snapshots,
    CheckpointLayout layout,
    Path localDirectory,
    WorkerExecutor subtaskWorkers,
    WorkerExecutor snapshotWorkers,
    WorkerExecutor callWorkers) {

  /** Where snapshots are written and read. */
  public CheckpointStorage storage() {
    return snapshots.storage();
  }

  /** Ends what the subtasks shared; call it when none is left. */
  public Future<?> close() {
    return Future.join(
        List.of(subtaskWorkers.close(), snapshotWorkers.close(), callWorkers.close()));
  }
}
