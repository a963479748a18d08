package dev.weir.dashboard;

import dev.weir.runtime.views.Spread;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The checkpoints of a job as Flink's REST interface has them. */
final class Checkpoints {

  private Checkpoints() {}

  /** Counts, summary, the latest of each kind, and the history, newest first. */
  static JsonObject overview(Job job) {
    JsonObject all = job.part("checkpoints");
    JsonObject ids = all.getJsonObject("latest", new JsonObject());
    JsonObject latest = Json.pick(ids, "restored");
    for (String kind : List.of("completed", "savepoint", "failed")) {
      Long id = ids.getLong(kind);
      if (id != null) {
        job.checkpoint(id).ifPresent(found -> latest.put(kind, found));
      }
    }
    return Json.pick(all, "counts", "summary", "alert")
        .put("latest", latest)
        .put("history", new JsonArray(job.checkpoints()));
  }

  /** One vertex of a checkpoint with the subtasks of that vertex, and how they are spread. */
  static JsonObject vertex(JsonObject task, List<JsonObject> subtasks) {
    List<JsonObject> acknowledged =
        subtasks.stream().filter(one -> one.containsKey("ack_timestamp")).toList();
    return task.copy()
        .put("summary", summary(acknowledged))
        .put("subtasks", new JsonArray(subtasks));
  }

  private static JsonObject summary(List<JsonObject> acknowledged) {
    return new JsonObject()
        .put("checkpointed_size", spread(acknowledged, "checkpointed_size"))
        .put("state_size", spread(acknowledged, "state_size"))
        .put("end_to_end_duration", spread(acknowledged, "end_to_end_duration"))
        .put(
            "checkpoint_duration",
            new JsonObject()
                .put("sync", nested(acknowledged, "checkpoint", "sync"))
                .put("async", nested(acknowledged, "checkpoint", "async")))
        .put(
            "alignment",
            new JsonObject().put("duration", nested(acknowledged, "alignment", "duration")))
        .put("start_delay", spread(acknowledged, "start_delay"));
  }

  private static JsonObject spread(List<JsonObject> subtasks, String field) {
    return Spread.of(subtasks, one -> one.getDouble(field));
  }

  private static JsonObject nested(List<JsonObject> subtasks, String object, String field) {
    return Spread.of(subtasks, one -> one.getJsonObject(object).getDouble(field));
  }
}
