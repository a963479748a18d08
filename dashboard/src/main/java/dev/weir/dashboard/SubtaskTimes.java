package dev.weir.dashboard;

import dev.weir.protocol.job.JobStatus;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Since when the subtasks of a vertex are what they are, and on which node. The subtasks of an
 * attempt are deployed together and begin to run together, when all have restored their state; so
 * only their ends are their own.
 */
final class SubtaskTimes {

  /**
   * Flink's states of a subtask. Of those that there are not here, the time is 0, as of "not yet".
   */
  private static final List<String> STATES =
      List.of(
          "CREATED",
          "SCHEDULED",
          "DEPLOYING",
          "INITIALIZING",
          "RUNNING",
          "FINISHED",
          "CANCELING",
          "CANCELED",
          "FAILED",
          "RECONCILING");

  private SubtaskTimes() {}

  static JsonObject bySubtask(Job job, JsonObject vertex) {
    long now = System.currentTimeMillis();
    JsonArray subtasks = new JsonArray();
    for (JsonObject subtask : job.subtasks(vertex.getString("id"))) {
      subtasks.add(
          Json.pick(subtask, "subtask")
              .put("host", subtask.getString("node"))
              .put("duration", duration(deployedAt(job), endedAt(subtask), now))
              .put("timestamps", timestamps(job, subtask)));
    }
    return Json.pick(vertex, "id", "name").put("now", now).put("subtasks", subtasks);
  }

  private static long deployedAt(Job job) {
    return job.head().getLong("deployed-at", -1L);
  }

  /** -1 if it has not. */
  private static long endedAt(JsonObject subtask) {
    return subtask.getLong("ended-at", -1L);
  }

  /** Clocks of two nodes may differ, but nothing takes less than no time. */
  private static long duration(long from, long to, long now) {
    return from < 0 ? -1 : Math.max(0, (to < 0 ? now : to) - from);
  }

  private static JsonObject timestamps(Job job, JsonObject subtask) {
    JsonObject timestamps = new JsonObject();
    STATES.forEach(state -> timestamps.put(state, 0));
    return timestamps
        .put("DEPLOYING", Math.max(0, deployedAt(job)))
        .put("RUNNING", Math.max(0, job.head().getLong("running-since", -1L)))
        .put("FINISHED", Math.max(0, endedAt(subtask)));
  }

  static JsonObject byNode(Job job, JsonObject vertex) {
    long now = System.currentTimeMillis();
    Map<String, JsonArray> nodes = new LinkedHashMap<>();
    for (JsonObject subtask : job.subtasks(vertex.getString("id"))) {
      nodes.computeIfAbsent(subtask.getString("node"), node -> new JsonArray()).add(subtask);
    }
    JsonArray answer = new JsonArray();
    nodes.forEach((node, held) -> answer.add(node(job, node, Json.objects(held), now)));
    return Json.pick(vertex, "id", "name").put("now", now).put("taskmanagers", answer);
  }

  private static JsonObject node(Job job, String node, List<JsonObject> held, long now) {
    boolean over = held.stream().allMatch(subtask -> endedAt(subtask) >= 0);
    long end = over ? held.stream().mapToLong(SubtaskTimes::endedAt).max().orElse(-1) : -1;
    return new JsonObject()
        .put("host", node)
        .put("taskmanager-id", node)
        .put("status", over ? "FINISHED" : stateOf(job))
        .put("start-time", deployedAt(job))
        .put("end-time", end)
        .put("duration", duration(deployedAt(job), end, now))
        .put(
            "metrics",
            new JsonObject()
                .put("read-records", sum(held, "read-records"))
                .put("write-records", sum(held, "write-records")))
        .put("status-counts", counts(job, held));
  }

  private static long sum(List<JsonObject> subtasks, String field) {
    return subtasks.stream().mapToLong(subtask -> subtask.getLong(field)).sum();
  }

  private static JsonObject counts(Job job, List<JsonObject> held) {
    JsonObject counts = new JsonObject();
    STATES.forEach(state -> counts.put(state, 0));
    for (JsonObject subtask : held) {
      String state = endedAt(subtask) >= 0 ? "FINISHED" : stateOf(job);
      counts.put(state, counts.getInteger(state) + 1);
    }
    return counts;
  }

  /** That of all subtasks which have not ended by themselves. */
  private static String stateOf(Job job) {
    return switch (JobStatus.valueOf(job.state())) {
      case INITIALIZING, CREATED -> "INITIALIZING";
      case RUNNING, SUSPENDED -> "RUNNING";
      case FINISHED -> "FINISHED";
      case FAILED -> "FAILED";
      case FAILING, CANCELLING -> "CANCELING";
      case RESTARTING, CANCELED -> "CANCELED";
    };
  }
}
