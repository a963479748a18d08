package dev.weir.dashboard;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is counted, under Flink's names. */
final class Metrics {

  private static final double MILLIS = 1_000;

  private Metrics() {}

  static JsonObject ofSubtask(JsonObject subtask) {
    return new JsonObject()
        .put("numRecordsIn", subtask.getLong("read-records"))
        .put("numRecordsOut", subtask.getLong("write-records"))
        .put("numRecordsInPerSecond", subtask.getDouble("read-records-per-second"))
        .put("numRecordsOutPerSecond", subtask.getDouble("write-records-per-second"))
        .put("busyTimeMsPerSecond", MILLIS * subtask.getDouble("busy-ratio"))
        .put("idleTimeMsPerSecond", MILLIS * subtask.getDouble("idle-ratio"))
        .put("backPressuredTimeMsPerSecond", MILLIS * subtask.getDouble("back-pressured-ratio"))
        .put("currentInputWatermark", watermark(subtask.getLong("input-watermark")))
        .put("currentOutputWatermark", watermark(subtask.getLong("output-watermark")));
  }

  private static long watermark(@Nullable Long shown) {
    return shown == null ? Long.MIN_VALUE : shown;
  }

  static JsonObject ofJob(Job job) {
    JsonObject counts = job.part("checkpoints").getJsonObject("counts", new JsonObject());
    JsonObject values =
        new JsonObject()
            .put("totalNumberOfCheckpoints", counts.getLong("total", 0L))
            .put("numberOfInProgressCheckpoints", counts.getLong("in_progress", 0L))
            .put("numberOfCompletedCheckpoints", counts.getLong("completed", 0L))
            .put("numberOfFailedCheckpoints", counts.getLong("failed", 0L))
            .put("numRestarts", job.head().getLong("restarts", 0L))
            .put("uptime", job.state().equals("RUNNING") ? uptime(job) : 0);
    job.checkpoints().stream()
        .filter(one -> one.getString("status").equals("COMPLETED"))
        .findFirst()
        .ifPresent(
            last ->
                values
                    .put("lastCompletedCheckpointId", last.getLong("id"))
                    .put("lastCheckpointDuration", last.getLong("end_to_end_duration"))
                    .put("lastCheckpointSize", last.getLong("checkpointed_size"))
                    .put("lastCheckpointFullSize", last.getLong("state_size"))
                    .put("lastCheckpointExternalPath", last.getString("external_path")));
    return values;
  }

  private static long uptime(Job job) {
    return Math.max(0, System.currentTimeMillis() - job.head().getLong("start-time"));
  }

  /** The names of all, or, of those asked for, the values; as Flink, values are texts. */
  static JsonArray answer(JsonObject values, @Nullable String asked) {
    JsonArray answer = new JsonArray();
    if (asked == null) {
      values.fieldNames().forEach(name -> answer.add(new JsonObject().put("id", name)));
      return answer;
    }
    for (String name : List.of(asked.split(",", -1))) {
      if (values.containsKey(name)) {
        answer.add(
            new JsonObject().put("id", name).put("value", String.valueOf(values.getValue(name))));
      }
    }
    return answer;
  }
}
