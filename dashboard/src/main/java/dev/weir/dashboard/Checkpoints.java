package dev.weir.dashboard;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The checkpoints of a job as Flink's REST interface has them: without subtasks in the overview, by
 * vertex in the details of one checkpoint, by subtask in those of one vertex.
 */
final class Checkpoints {

  private Checkpoints() {}

  /** Counts, summary, the latest of each kind, and the history, newest first. */
  static JsonObject overview(Job job) {
    JsonObject all = job.checkpoints();
    JsonObject latest = all.getJsonObject("latest");
    JsonObject latestWithoutSubtasks = Json.pick(latest, "restored");
    for (String kind : List.of("completed", "savepoint", "failed")) {
      if (latest.containsKey(kind)) {
        latestWithoutSubtasks.put(kind, byVertex(latest.getJsonObject(kind)));
      }
    }
    List<JsonObject> history = job.history();
    JsonArray historyWithoutSubtasks = new JsonArray();
    history.forEach(checkpoint -> historyWithoutSubtasks.add(byVertex(checkpoint)));
    return new JsonObject()
        .put("counts", all.getJsonObject("counts"))
        .put("summary", summary(history))
        .put("latest", latestWithoutSubtasks)
        .put("history", historyWithoutSubtasks);
  }

  private static JsonObject summary(List<JsonObject> history) {
    List<JsonObject> completed =
        history.stream().filter(one -> one.getString("status").equals("COMPLETED")).toList();
    JsonObject summary = new JsonObject();
    for (String field : List.of("checkpointed_size", "state_size", "end_to_end_duration")) {
      summary.put(field, Spread.of(completed, one -> one.getDouble(field)));
    }
    return summary;
  }

  /** One checkpoint with a summary of each vertex under {@code tasks}. */
  static JsonObject byVertex(JsonObject checkpoint) {
    Map<String, List<JsonObject>> vertices = new LinkedHashMap<>();
    List<JsonObject> subtasks = Json.objects(checkpoint, "subtasks");
    for (JsonObject subtask : subtasks) {
      vertices.computeIfAbsent(subtask.getString("vertex"), id -> new ArrayList<>()).add(subtask);
    }
    JsonObject tasks = new JsonObject();
    vertices.forEach((id, members) -> tasks.put(id, vertex(id, checkpoint, members)));
    JsonObject summarized = new JsonObject(new LinkedHashMap<>(checkpoint.getMap()));
    summarized.remove("subtasks");
    slowest(subtasks).ifPresent(subtask -> summarized.put("slowest_subtask", subtask));
    return summarized
        .put("alignment_duration_max", max(subtasks, Checkpoints::alignment))
        .put("tasks", tasks);
  }

  /**
   * The subtask that was the last to acknowledge; while some have not, nobody can say who that is.
   */
  private static Optional<JsonObject> slowest(List<JsonObject> subtasks) {
    boolean allAcknowledged = subtasks.stream().allMatch(Checkpoints::isAcknowledged);
    return allAcknowledged
        ? subtasks.stream()
            .max((a, b) -> Long.compare(a.getLong("ack_timestamp"), b.getLong("ack_timestamp")))
        : Optional.empty();
  }

  private static JsonObject vertex(String id, JsonObject checkpoint, List<JsonObject> subtasks) {
    List<JsonObject> acknowledged = subtasks.stream().filter(Checkpoints::isAcknowledged).toList();
    return new JsonObject()
        .put("id", id)
        .put("status", status(checkpoint, acknowledged.size() == subtasks.size()))
        .put("latest_ack_timestamp", (long) max(acknowledged, one -> one.getLong("ack_timestamp")))
        .put("checkpointed_size", sum(acknowledged, "checkpointed_size"))
        .put("state_size", sum(acknowledged, "state_size"))
        .put(
            "end_to_end_duration",
            (long) max(acknowledged, one -> one.getLong("end_to_end_duration")))
        .put("alignment_duration_max", max(acknowledged, Checkpoints::alignment))
        .put("num_subtasks", subtasks.size())
        .put("num_acknowledged_subtasks", acknowledged.size());
  }

  private static String status(JsonObject checkpoint, boolean allAcknowledged) {
    return allAcknowledged ? "COMPLETED" : checkpoint.getString("status");
  }

  /** The subtasks of one vertex; empty if it took no part in the checkpoint. */
  static Optional<JsonObject> subtasks(JsonObject checkpoint, String vertex) {
    List<JsonObject> subtasks =
        Json.objects(checkpoint, "subtasks").stream()
            .filter(subtask -> subtask.getString("vertex").equals(vertex))
            .toList();
    if (subtasks.isEmpty()) {
      return Optional.empty();
    }
    List<JsonObject> acknowledged = subtasks.stream().filter(Checkpoints::isAcknowledged).toList();
    return Optional.of(
        vertex(vertex, checkpoint, subtasks)
            .put("summary", summaryOfSubtasks(acknowledged))
            .put("subtasks", new JsonArray(subtasks)));
  }

  private static JsonObject summaryOfSubtasks(List<JsonObject> acknowledged) {
    return new JsonObject()
        .put("checkpointed_size", spread(acknowledged, "checkpointed_size"))
        .put("state_size", spread(acknowledged, "state_size"))
        .put("end_to_end_duration", spread(acknowledged, "end_to_end_duration"))
        .put(
            "checkpoint_duration",
            new JsonObject()
                .put("sync", Spread.of(acknowledged, one -> nested(one, "checkpoint", "sync")))
                .put("async", Spread.of(acknowledged, one -> nested(one, "checkpoint", "async"))))
        .put(
            "alignment",
            new JsonObject().put("duration", Spread.of(acknowledged, Checkpoints::alignment)))
        .put("start_delay", spread(acknowledged, "start_delay"));
  }

  private static JsonObject spread(List<JsonObject> subtasks, String field) {
    return Spread.of(subtasks, one -> one.getDouble(field));
  }

  private static boolean isAcknowledged(JsonObject subtask) {
    return subtask.containsKey("ack_timestamp");
  }

  private static double alignment(JsonObject subtask) {
    return isAcknowledged(subtask) ? nested(subtask, "alignment", "duration") : -1;
  }

  private static double nested(JsonObject subtask, String object, String field) {
    return subtask.getJsonObject(object).getDouble(field);
  }

  private static long sum(List<JsonObject> subtasks, String field) {
    return subtasks.stream().mapToLong(one -> one.getLong(field)).sum();
  }

  /** The highest value; -1 when there is none, as Flink has it. */
  private static double max(List<JsonObject> subtasks, ToDoubleFunction<JsonObject> value) {
    return subtasks.stream().mapToDouble(value).max().orElse(-1);
  }
}
