package dev.weir.dashboard;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One vertex of a job as Flink's REST interface has it. */
final class VertexDocuments {

  private static final double LOW_PRESSURE = 0.1;
  private static final double HIGH_PRESSURE = 0.5;

  private VertexDocuments() {}

  static JsonObject details(Job job, JsonObject vertex) {
    JsonArray subtasks = new JsonArray();
    for (JsonObject subtask : job.subtasks(vertex.getString("id"))) {
      subtasks.add(
          subtask
              .copy()
              .put("status", subtask.getBoolean("ended") ? "FINISHED" : job.state())
              .put("attempt", job.head().getLong("attempt"))
              .put("host", subtask.getString("node"))
              .put("taskmanager-id", subtask.getString("node"))
              .put("metrics", Json.pick(subtask, "read-records", "write-records")));
    }
    return Json.pick(vertex, "id", "name", "parallelism", "maxParallelism")
        .put("now", System.currentTimeMillis())
        .put("subtasks", subtasks);
  }

  static JsonObject backPressure(Job job, JsonObject vertex) {
    JsonArray subtasks = new JsonArray();
    double highest = 0;
    for (JsonObject subtask : job.subtasks(vertex.getString("id"))) {
      double ratio = subtask.getDouble("back-pressured-ratio");
      highest = Math.max(highest, ratio);
      subtasks.add(
          new JsonObject()
              .put("subtask", subtask.getInteger("subtask"))
              .put("backpressure-level", level(ratio))
              .put("ratio", ratio)
              .put("idleRatio", subtask.getDouble("idle-ratio"))
              .put("busyRatio", subtask.getDouble("busy-ratio")));
    }
    return new JsonObject()
        .put("status", subtasks.isEmpty() ? "deprecated" : "ok")
        .put("backpressure-level", level(highest))
        .put("end-timestamp", job.part(Event.SUBTASKS).getLong("now", -1L))
        .put("subtasks", subtasks);
  }

  private static String level(double ratio) {
    if (ratio <= LOW_PRESSURE) {
      return "ok";
    }
    return ratio <= HIGH_PRESSURE ? "low" : "high";
  }

  /** Flink has the lowest long for "none yet". */
  static JsonArray watermarks(Job job, JsonObject vertex) {
    JsonArray watermarks = new JsonArray();
    for (JsonObject subtask : job.subtasks(vertex.getString("id"))) {
      Long watermark = subtask.getLong("watermark");
      watermarks.add(
          new JsonObject()
              .put("id", subtask.getInteger("subtask") + ".currentInputWatermark")
              .put("value", Long.toString(watermark == null ? Long.MIN_VALUE : watermark)));
    }
    return watermarks;
  }

  /** The metrics of all subtasks of a vertex: their names, or, of those asked for, the values. */
  static JsonArray metrics(List<JsonObject> subtasks, @Nullable String asked) {
    JsonObject values = new JsonObject();
    for (JsonObject subtask : subtasks) {
      String prefix = subtask.getInteger("subtask") + ".";
      Metrics.ofSubtask(subtask)
          .forEach(metric -> values.put(prefix + metric.getKey(), metric.getValue()));
    }
    return Metrics.answer(values, asked);
  }

  /** Each metric of the subtasks with its least, greatest and mean value and its sum. */
  static JsonArray aggregated(List<JsonObject> subtasks, @Nullable String asked) {
    JsonArray answer = new JsonArray();
    if (subtasks.isEmpty()) {
      return answer;
    }
    for (String name : Metrics.ofSubtask(subtasks.get(0)).fieldNames()) {
      if (asked == null) {
        answer.add(new JsonObject().put("id", name));
      } else if (List.of(asked.split(",", -1)).contains(name)) {
        double[] values =
            subtasks.stream().mapToDouble(one -> Metrics.ofSubtask(one).getDouble(name)).toArray();
        answer.add(aggregate(name, values));
      }
    }
    return answer;
  }

  private static JsonObject aggregate(String name, double[] values) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double sum = 0;
    for (double value : values) {
      min = Math.min(min, value);
      max = Math.max(max, value);
      sum += value;
    }
    return new JsonObject()
        .put("id", name)
        .put("min", min)
        .put("max", max)
        .put("avg", sum / values.length)
        .put("sum", sum);
  }
}
