package dev.weir.runtime.cluster;

import dev.weir.protocol.EncodedAccumulators;
import dev.weir.protocol.SubtaskId;
import dev.weir.runtime.json.AccumulatorsJson;
import dev.weir.runtime.json.JsonValue;
import dev.weir.runtime.json.MalformedJsonException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;

/** What the subtasks of a node had added up in the end, as it tells the coordinator. */
final class AccumulatedJson {

  private static final String KEY = "accumulated";

  private AccumulatedJson() {}

  static JsonObject encode(Map<SubtaskId, EncodedAccumulators> accumulated) {
    JsonArray all = new JsonArray();
    accumulated.forEach(
        (subtask, values) ->
            all.add(
                new JsonObject()
                    .put("vertex", subtask.vertex())
                    .put("index", subtask.index())
                    .put("values", AccumulatorsJson.encode(values))));
    return new JsonObject().put(KEY, all);
  }

  /**
   * @throws MalformedJsonException if it is not what a node tells
   */
  static Map<SubtaskId, EncodedAccumulators> decode(JsonObject json) {
    Map<SubtaskId, EncodedAccumulators> accumulated = new HashMap<>();
    JsonValue told = JsonValue.of("accumulators of subtasks", json);
    if (told.optional(KEY).isPresent()) {
      for (JsonValue one : told.get(KEY).elements()) {
        accumulated.put(
            new SubtaskId(one.get("vertex").text(), one.get("index").smallAtLeast(0)),
            AccumulatorsJson.decode(one.get("values")));
      }
    }
    return accumulated;
  }
}
