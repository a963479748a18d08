package dev.weir.runtime.views;

import dev.weir.config.CheckpointOptions;
import dev.weir.config.CheckpointRetention;
import dev.weir.config.WeirOptions;
import dev.weir.protocol.checkpoint.SnapshotMetrics;
import dev.weir.protocol.coordinator.CheckpointStatistics;
import dev.weir.protocol.coordinator.CheckpointView;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Optional;

/** Checkpoints as JSON, with Flink's field names. */
final class CheckpointJson {

  private CheckpointJson() {}

  static JsonObject statistics(CheckpointStatistics statistics) {
    JsonArray history = new JsonArray();
    statistics.history().forEach(view -> history.add(checkpoint(view)));
    JsonObject latest = new JsonObject();
    put(latest, "completed", statistics.latestCompleted());
    put(latest, "savepoint", statistics.latestSavepoint());
    put(latest, "failed", statistics.latestFailed());
    statistics
        .latestRestored()
        .ifPresent(
            restored ->
                latest.put(
                    "restored",
                    new JsonObject()
                        .put("id", restored.checkpointId())
                        .put("restore_timestamp", restored.at())
                        .put("is_savepoint", restored.savepoint())
                        .put("external_path", restored.manifest())));
    return new JsonObject()
        .put(
            "counts",
            new JsonObject()
                .put("total", statistics.triggered())
                .put("in_progress", statistics.inProgress())
                .put("completed", statistics.completed())
                .put("failed", statistics.failed())
                .put("restored", statistics.restored()))
        .put("latest", latest)
        .put("history", history);
  }

  private static void put(JsonObject latest, String name, Optional<CheckpointView> view) {
    view.ifPresent(checkpoint -> latest.put(name, checkpoint(checkpoint)));
  }

  private static JsonObject checkpoint(CheckpointView view) {
    JsonArray subtasks = new JsonArray();
    view.subtasks().forEach(subtask -> subtasks.add(subtask(view, subtask)));
    JsonObject json =
        new JsonObject()
            .put("id", view.checkpointId())
            .put("status", view.status().name())
            .put("is_savepoint", view.kind().isSavepoint())
            .put("checkpoint_type", view.kind().name())
            .put("trigger_timestamp", view.triggeredAt())
            .put("latest_ack_timestamp", view.lastAcknowledgedAt().orElse(-1))
            .put("end_to_end_duration", view.durationMillis().orElse(-1))
            .put("checkpointed_size", view.newBytes())
            .put("state_size", view.fullBytes())
            .put("num_subtasks", view.subtasks().size())
            .put("num_acknowledged_subtasks", view.acknowledged())
            .put("external_path", view.directory())
            .put("subtasks", subtasks);
    view.failure()
        .ifPresent(
            failure ->
                json.put("failure_timestamp", view.endedAt().orElse(-1))
                    .put("failure_reason", failure.reason().name())
                    .put("failure_message", failure.message()));
    return json;
  }

  private static JsonObject subtask(CheckpointView view, CheckpointView.SubtaskView subtask) {
    SnapshotMetrics metrics = subtask.metrics();
    JsonObject json =
        new JsonObject()
            .put("vertex", subtask.subtask().vertex())
            .put("index", subtask.subtask().index())
            .put(
                "status", subtask.acknowledgedAt().isPresent() ? "completed" : "pending_or_failed");
    if (subtask.acknowledgedAt().isPresent()) {
      json.put("ack_timestamp", subtask.acknowledgedAt().getAsLong())
          .put("end_to_end_duration", subtask.acknowledgedAt().getAsLong() - view.triggeredAt())
          .put("checkpointed_size", metrics.newBytes())
          .put("state_size", metrics.fullBytes())
          .put(
              "checkpoint",
              new JsonObject()
                  .put("sync", metrics.syncNanos() / 1e6)
                  .put("async", metrics.asyncNanos() / 1e6))
          .put("alignment", new JsonObject().put("duration", metrics.alignmentNanos() / 1e6))
          .put("start_delay", metrics.startDelayNanos() / 1e6);
    }
    return json;
  }

  static JsonObject config(WeirOptions options) {
    CheckpointOptions checkpointing = options.checkpointing();
    return new JsonObject()
        .put("mode", checkpointing.mode().name().toLowerCase(Locale.ROOT))
        .put("interval", checkpointing.interval().map(time -> time.toMillis()).orElse(-1L))
        .put("timeout", checkpointing.timeout().toMillis())
        .put("min_pause", checkpointing.minPause().toMillis())
        .put("max_concurrent", checkpointing.maxConcurrent())
        .put("tolerable_failed_checkpoints", checkpointing.tolerableFailures())
        .put(
            "externalization",
            new JsonObject()
                .put(
                    "enabled",
                    checkpointing.retention() != CheckpointRetention.NO_EXTERNALIZED_CHECKPOINTS)
                .put(
                    "delete_on_cancellation",
                    checkpointing.retention() == CheckpointRetention.DELETE_ON_CANCELLATION))
        .put("checkpoints_after_tasks_finish", checkpointing.afterTasksFinish());
  }
}
