package dev.weir.runtime.subtask;

import dev.weir.config.WeirOptions;
import dev.weir.protocol.log.CheckpointLayout;
import dev.weir.state.spi.CheckpointStorage;
import dev.weir.state.spi.StateBackend;
import io.vertx.core.WorkerExecutor;
import java.nio.file.Path;

/**
 * What all subtasks of a job on one node share.
 *
 * @param localDirectory for working files
 * @param snapshotWorkers write snapshots; nothing else runs there
 * @param callWorkers what enumerators do asynchronously, such as listing a directory
 */
public record SubtaskServices(
    WeirOptions options,
    StateBackend stateBackend,
    CheckpointStorage storage,
    CheckpointLayout layout,
    Path localDirectory,
    WorkerExecutor snapshotWorkers,
    WorkerExecutor callWorkers) {}
