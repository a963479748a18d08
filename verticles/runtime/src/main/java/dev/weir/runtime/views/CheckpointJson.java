package dev.weir.runtime.views;

import dev.weir.config.CheckpointOptions;
import dev.weir.config.CheckpointRetention;
import dev.weir.config.WeirOptions;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.checkpoint.SnapshotMetrics;
import dev.weir.protocol.coordinator.CheckpointView;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Checkpoints as JSON, with Flink's field names. */
final class CheckpointJson {

  private CheckpointJson() {}

  /** Without its subtasks, but summed up by vertex. */
  static JsonObject overview(CheckpointView view, long attempt, Optional<String> explanation) {
    JsonObject json =
        new JsonObject()
            .put("id", view.checkpointId())
            .put("status", view.status().name())
            .put("is_savepoint", view.kind().isSavepoint())
            .put("checkpoint_type", view.kind().name())
            .put("unaligned_checkpoint", false)
            .put("trigger_timestamp", view.triggeredAt())
            .put("latest_ack_timestamp", view.lastAcknowledgedAt().orElse(-1))
            .put("end_to_end_duration", view.durationMillis().orElse(-1))
            .put("checkpointed_size", view.newBytes())
            .put("state_size", view.fullBytes())
            .put("alignment_buffered", 0)
            .put("processed_data", 0)
            .put("persisted_data", 0)
            .put("num_subtasks", view.subtasks().size())
            .put("num_acknowledged_subtasks", view.acknowledged())
            .put("external_path", view.directory())
            .put("attempt", attempt);
    view.failure()
        .ifPresent(
            failure ->
                json.put("failure_timestamp", view.endedAt().orElse(-1))
                    .put("failure_reason", failure.reason().name())
                    .put("failure_message", failure.message()));
    explanation.ifPresent(sentence -> json.put("explanation", sentence));
    return json;
  }

  /** The subtasks one by one. */
  static JsonArray subtasks(
      CheckpointView view,
      Function<SubtaskId, Optional<SubtaskId>> lastBarrierFrom,
      Function<SubtaskId, String> node) {
    JsonArray subtasks = new JsonArray();
    for (CheckpointView.SubtaskView subtask : view.subtasks()) {
      subtasks.add(
          subtask(view, subtask)
              .put("node", node.apply(subtask.subtask()))
              .put(
                  "waited_for",
                  lastBarrierFrom.apply(subtask.subtask()).map(SubtaskId::toString).orElse(null)));
    }
    return subtasks;
  }

  private static JsonObject subtask(CheckpointView view, CheckpointView.SubtaskView subtask) {
    SnapshotMetrics metrics = subtask.metrics();
    JsonObject json =
        new JsonObject()
            .put("vertex", subtask.subtask().vertex())
            .put("index", subtask.subtask().index())
            .put("status", subtask.acknowledgedAt().isPresent() ? "completed" : "pending_or_failed")
            .put("unaligned_checkpoint", false)
            .put("aborted", view.status() == CheckpointView.Status.FAILED);
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
          .put(
              "alignment",
              new JsonObject()
                  .put("buffered", 0)
                  .put("processed", 0)
                  .put("persisted", 0)
                  .put("duration", metrics.alignmentNanos() / 1e6))
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
        .put("checkpoints_after_tasks_finish", checkpointing.afterTasksFinish())
        .put("unaligned_checkpoints", false)
        .put("aligned_checkpoint_timeout", 0)
        .put("state_backend", options.state().backend())
        .put("checkpoint_storage", checkpointing.dir())
        .put("state_changelog_enabled", false);
  }
}
