package dev.weir.runtime.views;

import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.checkpoint.SnapshotMetrics;
import dev.weir.protocol.coordinator.CheckpointView;
import dev.weir.runtime.graph.JobGraph;
import dev.weir.runtime.graph.JobVertex;
import dev.weir.runtime.subtask.SubtaskReport;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How far the barrier of one checkpoint has come in each subtask. Used on one event loop. */
final class BarrierProgress {

  private static final int STAGES = 4;
  private static final int ACKNOWLEDGED = STAGES - 1;
  private static final double NANOS_PER_MILLI = 1e6;

  private final long checkpointId;
  private final long triggeredAt;
  private final Map<SubtaskId, long[]> stages = new HashMap<>();
  private final Map<SubtaskId, SubtaskId> lastBarrierFrom = new HashMap<>();

  BarrierProgress(long checkpointId, long triggeredAt) {
    this.checkpointId = checkpointId;
    this.triggeredAt = triggeredAt;
  }

  long checkpointId() {
    return checkpointId;
  }

  void reported(SubtaskReport.Progress progress) {
    long[] row = row(progress.subtask());
    int stage = progress.stage().ordinal();
    row[stage] = Math.max(0, progress.at() - triggeredAt);
    progress.lastBarrierFrom().ifPresent(from -> lastBarrierFrom.put(progress.subtask(), from));
  }

  /** Acknowledgements tell all stages; what was lost on the way is filled in from them. */
  void acknowledged(CheckpointView checkpoint) {
    for (CheckpointView.SubtaskView subtask : checkpoint.subtasks()) {
      if (subtask.acknowledgedAt().isPresent()) {
        long[] row = row(subtask.subtask());
        SnapshotMetrics metrics = subtask.metrics();
        double arrived = metrics.startDelayNanos() / NANOS_PER_MILLI;
        double aligned = arrived + metrics.alignmentNanos() / NANOS_PER_MILLI;
        fill(row, 0, arrived);
        fill(row, 1, aligned);
        fill(row, 2, aligned + metrics.syncNanos() / NANOS_PER_MILLI);
        row[ACKNOWLEDGED] = Math.max(0, subtask.acknowledgedAt().getAsLong() - triggeredAt);
      }
    }
  }

  private static void fill(long[] row, int stage, double millis) {
    if (row[stage] < 0) {
      row[stage] = Math.round(millis);
    }
  }

  private long[] row(SubtaskId subtask) {
    return stages.computeIfAbsent(
        subtask,
        id -> {
          long[] none = new long[STAGES];
          Arrays.fill(none, -1);
          return none;
        });
  }

  /** Whose barrier was the last that a subtask waited for; empty if it is not known. */
  Optional<SubtaskId> lastBarrierFrom(SubtaskId subtask) {
    return Optional.ofNullable(lastBarrierFrom.get(subtask));
  }

  JsonObject json(JobGraph graph) {
    JsonObject vertices = new JsonObject();
    for (JobVertex vertex : graph.vertices()) {
      JsonArray rows = new JsonArray();
      for (int index = 0; index < vertex.parallelism(); index++) {
        JsonArray row = new JsonArray();
        for (long stage : row(new SubtaskId(vertex.id(), index))) {
          row.add(stage);
        }
        rows.add(row);
      }
      vertices.put(vertex.id(), rows);
    }
    return new JsonObject()
        .put("id", checkpointId)
        .put("trigger_timestamp", triggeredAt)
        .put("vertices", vertices);
  }
}
