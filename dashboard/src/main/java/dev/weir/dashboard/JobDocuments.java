package dev.weir.dashboard;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Jobs as Flink's REST interface has them. */
final class JobDocuments {

  private JobDocuments() {}

  static JsonObject ids(Iterable<Job> jobs) {
    JsonArray array = new JsonArray();
    jobs.forEach(job -> array.add(new JsonObject().put("id", job.id()).put("status", job.state())));
    return new JsonObject().put("jobs", array);
  }

  static JsonObject overview(Iterable<Job> jobs) {
    JsonArray array = new JsonArray();
    jobs.forEach(job -> array.add(overview(job)));
    return new JsonObject().put("jobs", array);
  }

  private static JsonObject overview(Job job) {
    return Json.pick(
            job.view(), "jid", "name", "start-time", "end-time", "duration", "state", "attempt")
        .put("last-modification", job.view().getLong("now"))
        .put("tasks", tasks(vertices(job)));
  }

  private static JsonObject tasks(List<JsonObject> vertices) {
    long total = vertices.stream().mapToLong(vertex -> vertex.getLong("parallelism")).sum();
    List<JsonObject> subtasks =
        vertices.stream().flatMap(vertex -> Json.objects(vertex, "subtasks").stream()).toList();
    long finished = subtasks.stream().filter(subtask -> subtask.getBoolean("ended")).count();
    return new JsonObject()
        .put("total", total)
        .put("running", subtasks.size() - finished)
        .put("finished", finished);
  }

  static JsonObject details(Job job) {
    JsonArray vertices = new JsonArray();
    vertices(job).forEach(vertex -> vertices.add(vertex(vertex)));
    return Json.pick(
            job.view(),
            "jid",
            "name",
            "state",
            "start-time",
            "end-time",
            "duration",
            "now",
            "attempt",
            "term")
        .put("isStoppable", true)
        .put("vertices", vertices)
        .put("plan", plan(job));
  }

  private static JsonObject vertex(JsonObject vertex) {
    List<JsonObject> subtasks = Json.objects(vertex, "subtasks");
    return Json.pick(vertex, "id", "name", "parallelism", "maxParallelism", "operators", "subtasks")
        .put("tasks", tasks(List.of(vertex)))
        .put(
            "metrics",
            new JsonObject()
                .put("read-records", sum(subtasks, "read-records"))
                .put("write-records", sum(subtasks, "write-records")));
  }

  private static long sum(List<JsonObject> subtasks, String field) {
    return subtasks.stream().mapToLong(subtask -> subtask.getLong(field)).sum();
  }

  private static JsonObject plan(Job job) {
    JsonArray nodes = new JsonArray();
    for (JsonObject vertex : vertices(job)) {
      String id = vertex.getString("id");
      nodes.add(
          new JsonObject()
              .put("id", id)
              .put("parallelism", vertex.getInteger("parallelism"))
              .put("description", vertex.getString("name"))
              .put("inputs", inputs(job, id)));
    }
    return new JsonObject()
        .put("jid", job.id())
        .put("name", job.view().getString("name"))
        .put("type", "STREAMING")
        .put("nodes", nodes);
  }

  private static JsonArray inputs(Job job, String target) {
    JsonArray inputs = new JsonArray();
    for (JsonObject edge : Json.objects(job.view(), "edges")) {
      if (edge.getString("target").equals(target)) {
        inputs.add(
            new JsonObject()
                .put("num", inputs.size())
                .put("id", edge.getString("source"))
                .put("ship_strategy", edge.getString("ship_strategy")));
      }
    }
    return inputs;
  }

  private static List<JsonObject> vertices(Job job) {
    return Json.objects(job.view(), "vertices");
  }

  static JsonObject exceptions(Job job) {
    return new JsonObject()
        .put(
            "exceptionHistory",
            new JsonObject()
                .put("entries", job.view().getJsonArray("exceptions"))
                .put("truncated", false));
  }
}
