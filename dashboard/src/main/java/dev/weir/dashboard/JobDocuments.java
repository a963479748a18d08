package dev.weir.dashboard;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    return Json.pick(job.head(), "jid", "name", "start-time", "end-time", "state", "attempt")
        .put("duration", duration(job))
        .put("last-modification", job.head().getLong("now"))
        .put("tasks", tasks(job, job.vertices()));
  }

  private static long duration(Job job) {
    long end = job.head().getLong("end-time");
    long start = job.head().getLong("start-time");
    return (end < 0 ? Math.max(start, System.currentTimeMillis()) : end) - start;
  }

  private static JsonObject tasks(Job job, List<JsonObject> vertices) {
    long total = 0;
    long finished = 0;
    for (JsonObject vertex : vertices) {
      total += vertex.getLong("parallelism");
      finished += job.rates(vertex.getString("id")).getLong("finished", 0L);
    }
    boolean running = job.state().equals("RUNNING");
    return new JsonObject()
        .put("total", total)
        .put("running", running ? total - finished : 0)
        .put("finished", finished);
  }

  static JsonObject details(Job job) {
    JsonArray vertices = new JsonArray();
    job.vertices().forEach(vertex -> vertices.add(vertexOverview(job, vertex)));
    return Json.pick(
            job.head(),
            "jid",
            "name",
            "state",
            "start-time",
            "end-time",
            "attempt",
            "term",
            "isStoppable")
        .put("duration", duration(job))
        .put("now", System.currentTimeMillis())
        .put("maxParallelism", maxParallelism(job))
        .put("vertices", vertices)
        .put("plan", plan(job));
  }

  private static long maxParallelism(Job job) {
    return job.vertices().stream().mapToLong(one -> one.getLong("maxParallelism")).max().orElse(-1);
  }

  private static JsonObject vertexOverview(Job job, JsonObject vertex) {
    JsonObject rates = job.rates(vertex.getString("id"));
    return Json.pick(vertex, "id", "name", "parallelism", "maxParallelism", "operators")
        .put("status", job.state())
        .put("tasks", tasks(job, List.of(vertex)))
        .put(
            "metrics",
            new JsonObject()
                .put("read-records", rates.getLong("read-records", 0L))
                .put("write-records", rates.getLong("write-records", 0L)));
  }

  static JsonObject plan(Job job) {
    JsonArray nodes = new JsonArray();
    for (JsonObject vertex : job.vertices()) {
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
        .put("name", job.name())
        .put("type", "STREAMING")
        .put("nodes", nodes);
  }

  private static JsonArray inputs(Job job, String target) {
    JsonArray inputs = new JsonArray();
    for (JsonObject edge : Json.objects(job.part("plan"), "edges")) {
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

  static JsonObject exceptions(Job job) {
    return new JsonObject()
        .put(
            "exceptionHistory",
            new JsonObject()
                .put("entries", job.part("exceptions").getJsonArray("entries", new JsonArray()))
                .put("truncated", false));
  }

  /** Of no checkpoint, as long as there is none or nobody has looked. */
  static JsonObject state(Job job) {
    JsonObject state = job.part("state");
    return state.isEmpty() ? new JsonObject().put("vertices", new JsonObject()) : state;
  }

  /** With where values came from elsewhere, see {@code /settings}. */
  static JsonObject config(Job job) {
    return new JsonObject()
        .put("jid", job.id())
        .put("name", job.name())
        .put(
            "execution-config",
            new JsonObject()
                .put("job-parallelism", job.head().getInteger("parallelism", 1))
                .put("object-reuse-mode", true)
                .put("user-config", new JsonObject()));
  }

  static JsonObject clusterOverview(Collection<Job> jobs) {
    return new JsonObject()
        .put("taskmanagers", nodes(jobs).size())
        .put("slots-total", slots(jobs))
        .put("slots-available", 0)
        .put("jobs-running", count(jobs, "RUNNING"))
        .put("jobs-finished", count(jobs, "FINISHED"))
        .put("jobs-cancelled", count(jobs, "CANCELED"))
        .put("jobs-failed", count(jobs, "FAILED"))
        .put("weir-version", Version.TEXT);
  }

  private static long count(Collection<Job> jobs, String state) {
    return jobs.stream().filter(job -> job.state().equals(state)).count();
  }

  private static long slots(Collection<Job> jobs) {
    return nodes(jobs).values().stream().mapToLong(one -> one.getLong("slotsNumber")).sum();
  }

  /** The nodes of all jobs by their names, with Flink's names for what they are. */
  static Map<String, JsonObject> nodes(Collection<Job> jobs) {
    Map<String, JsonObject> all = new LinkedHashMap<>();
    for (Job job : jobs) {
      JsonObject loads = job.part("nodes").getJsonObject("nodes", new JsonObject());
      for (JsonObject node : Json.objects(job.part("cluster"), "nodes")) {
        String id = node.getString("id");
        all.put(id, node(node, loads.getJsonObject(id, new JsonObject())));
      }
    }
    return all;
  }

  private static JsonObject node(JsonObject node, JsonObject load) {
    return new JsonObject()
        .put("id", node.getString("id"))
        .put("path", node.getString("host"))
        .put("slotsNumber", node.getInteger("cores"))
        .put("freeSlots", 0)
        .put("leader", node.getBoolean("leader"))
        .put(
            "hardware",
            new JsonObject()
                .put("cpuCores", node.getInteger("cores"))
                .put("physicalMemory", load.getLong("memory", -1L))
                .put("freeMemory", load.getLong("heap-max", -1L)))
        .put(
            "metrics",
            new JsonObject()
                .put("heapUsed", load.getLong("heap-used", -1L))
                .put("heapCommitted", load.getLong("heap-committed", -1L))
                .put("heapMax", load.getLong("heap-max", -1L))
                .put("busBytesInPerSecond", load.getLong("bus-bytes-in-per-second", 0L))
                .put("busBytesOutPerSecond", load.getLong("bus-bytes-out-per-second", 0L)));
  }
}
