package dev.weir.runtime.views;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The subtasks of a checkpoint summed up by vertex, and who of them was the last. */
final class CheckpointTasks {

  private CheckpointTasks() {}

  /** Adds to the overview of a checkpoint what its subtasks say. */
  static JsonObject addTo(JsonObject overview, JsonArray subtasks) {
    Map<String, List<JsonObject>> vertices = new LinkedHashMap<>();
    List<JsonObject> all = new ArrayList<>();
    for (int i = 0; i < subtasks.size(); i++) {
      JsonObject subtask = subtasks.getJsonObject(i);
      all.add(subtask);
      vertices.computeIfAbsent(subtask.getString("vertex"), id -> new ArrayList<>()).add(subtask);
    }
    List<JsonObject> acknowledged = acknowledged(all);
    if (acknowledged.size() == all.size()) {
      // while some have not acknowledged, nobody can say who is the last
      acknowledged.stream()
          .max(Comparator.comparingLong(one -> one.getLong("ack_timestamp")))
          .ifPresent(last -> overview.put("slowest_subtask", last));
    }
    JsonObject tasks = new JsonObject();
    vertices.forEach((id, members) -> tasks.put(id, vertex(id, overview, members)));
    return overview
        .put("alignment_duration_max", max(acknowledged, CheckpointTasks::alignment))
        .put("start_delay_max", max(acknowledged, one -> one.getDouble("start_delay")))
        .put("tasks", tasks);
  }

  private static JsonObject vertex(String id, JsonObject checkpoint, List<JsonObject> subtasks) {
    List<JsonObject> acknowledged = acknowledged(subtasks);
    boolean complete = acknowledged.size() == subtasks.size();
    return new JsonObject()
        .put("id", id)
        .put("status", complete ? "COMPLETED" : checkpoint.getString("status"))
        .put("latest_ack_timestamp", (long) max(acknowledged, one -> one.getLong("ack_timestamp")))
        .put("checkpointed_size", sum(acknowledged, "checkpointed_size"))
        .put("state_size", sum(acknowledged, "state_size"))
        .put(
            "end_to_end_duration",
            (long) max(acknowledged, one -> one.getLong("end_to_end_duration")))
        .put("alignment_duration_max", max(acknowledged, CheckpointTasks::alignment))
        .put("alignment_buffered", 0)
        .put("processed_data", 0)
        .put("persisted_data", 0)
        .put("num_subtasks", subtasks.size())
        .put("num_acknowledged_subtasks", acknowledged.size());
  }

  private static List<JsonObject> acknowledged(List<JsonObject> subtasks) {
    return subtasks.stream().filter(one -> one.containsKey("ack_timestamp")).toList();
  }

  private static double alignment(JsonObject subtask) {
    return subtask.getJsonObject("alignment").getDouble("duration");
  }

  private static long sum(List<JsonObject> subtasks, String field) {
    return subtasks.stream().mapToLong(one -> one.getLong(field)).sum();
  }

  /** The highest value; -1 when there is none, as Flink has it. */
  private static double max(List<JsonObject> subtasks, ToDoubleFunction<JsonObject> value) {
    return subtasks.stream().mapToDouble(value).max().orElse(-1);
  }
}
