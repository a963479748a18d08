package dev.weir.runtime.cluster;

import dev.weir.protocol.SubtaskId;
import dev.weir.runtime.json.JsonValue;
import dev.weir.runtime.json.MalformedJsonException;
import dev.weir.runtime.subtask.SubtaskMetrics;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a node tells the coordinator again and again.
 *
 * @param load for views, see {@link dev.weir.runtime.views.NodeLoad}
 * @param counters of the subtasks on the node
 */
record Heartbeat(
    String node, int cores, JsonObject load, Map<SubtaskId, SubtaskMetrics.Snapshot> counters) {

  /** Before the counters stand the vertex and the index of the subtask. */
  private static final int ID_LENGTH = 2;

  private static final int COUNTERS = 7;

  Heartbeat {
    counters = Map.copyOf(counters);
  }

  JsonObject toJson() {
    JsonArray counted = new JsonArray();
    counters.forEach(
        (subtask, now) ->
            counted.add(
                new JsonArray()
                    .add(subtask.vertex())
                    .add(subtask.index())
                    .add(now.recordsIn())
                    .add(now.recordsOut())
                    .add(now.busyNanos())
                    .add(now.backPressuredNanos())
                    .add(now.stateBytes())
                    .add(now.inputWatermark())
                    .add(now.outputWatermark())));
    return new JsonObject()
        .put("node", node)
        .put("cores", cores)
        .put("load", load)
        .put("counters", counted);
  }

  /**
   * @throws MalformedJsonException if it is no heartbeat
   */
  static Heartbeat fromJson(JsonObject json) {
    JsonValue heartbeat = JsonValue.of("heartbeat", json);
    Map<SubtaskId, SubtaskMetrics.Snapshot> counters = new HashMap<>();
    for (JsonValue element : heartbeat.get("counters").elements()) {
      List<JsonValue> counted = element.elements(ID_LENGTH + COUNTERS);
      counters.put(
          new SubtaskId(counted.get(0).name(), counted.get(1).smallAtLeast(0)), snapshot(counted));
    }
    return new Heartbeat(
        heartbeat.get("node").name(),
        heartbeat.get("cores").smallAtLeast(1),
        load(heartbeat.get("load")),
        counters);
  }

  private static SubtaskMetrics.Snapshot snapshot(List<JsonValue> counted) {
    return new SubtaskMetrics.Snapshot(
        counted.get(2).number(),
        counted.get(3).number(),
        counted.get(4).number(),
        counted.get(5).number(),
        counted.get(6).number(),
        counted.get(7).number(),
        counted.get(8).number());
  }

  /** It is passed on as it is; views read its texts and numbers. */
  private static JsonObject load(JsonValue load) {
    load.optional("host").ifPresent(JsonValue::text);
    return load.object();
  }
}
