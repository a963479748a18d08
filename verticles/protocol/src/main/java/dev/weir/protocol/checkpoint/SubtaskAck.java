package dev.weir.protocol.checkpoint;

import static java.util.Objects.requireNonNull;

import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.manifest.SubtaskSnapshot;

/** "My snapshot is durable." */
public record SubtaskAck(
    long checkpointId, SubtaskId subtask, SubtaskSnapshot snapshot, SnapshotMetrics metrics) {

  public SubtaskAck {
    requireNonNull(subtask, "subtask is null");
    requireNonNull(snapshot, "snapshot is null");
    requireNonNull(metrics, "metrics is null");
  }
}
