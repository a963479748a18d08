package dev.weir.runtime.coordinator;

import dev.weir.protocol.coordinator.RetainedCheckpoint;
import dev.weir.protocol.log.CheckpointLayout;
import dev.weir.protocol.log.LogEntry;
import dev.weir.protocol.log.LogRecord;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The run that a coordinator is about to take over or to begin.
 *
 * @param term of this coordinator
 * @param last last entry of the log; empty if the run is new
 * @param entry what this coordinator appends to take office
 * @param retained checkpoints of the job's own that exist, oldest first; removed when subsumed
 * @param foreign files of the savepoint that it is restored from, if that belongs to the user
 * @param latestManifest path of the manifest to restore from; empty: start from nothing
 * @param nextCheckpointId larger than all ids used before
 */
public record OpenedRun(
    CheckpointLayout layout,
    long term,
    Optional<LogRecord> last,
    LogEntry entry,
    List<RetainedCheckpoint> retained,
    Set<String> foreign,
    Optional<String> latestManifest,
    long nextCheckpointId) {}
