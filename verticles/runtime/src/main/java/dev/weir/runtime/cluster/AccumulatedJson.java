package dev.weir.runtime.cluster;

import dev.weir.protocol.SubtaskId;
import dev.weir.runtime.accumulators.AccumulatorFormat;
import dev.weir.runtime.accumulators.AccumulatorValues;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;

/** What the subtasks of a node had added up in the end, as it tells the coordinator. */
final class AccumulatedJson {

  private static final String KEY = "accumulated";

  private AccumulatedJson() {}

  static JsonObject encode(Map<SubtaskId, AccumulatorValues> accumulated) {
    JsonArray all = new JsonArray();
    accumulated.forEach(
        (subtask, values) ->
            all.add(
                new JsonObject()
                    .put("vertex", subtask.vertex())
                    .put("index", subtask.index())
                    .put("values", AccumulatorFormat.bytesOf(values))));
    return new JsonObject().put(KEY, all);
  }

  static Map<SubtaskId, AccumulatorValues> decode(JsonObject json) {
    Map<SubtaskId, AccumulatorValues> accumulated = new HashMap<>();
    JsonArray all = json.getJsonArray(KEY, new JsonArray());
    for (int i = 0; i < all.size(); i++) {
      JsonObject one = all.getJsonObject(i);
      accumulated.put(
          new SubtaskId(one.getString("vertex"), one.getInteger("index")),
          AccumulatorFormat.of(one.getBinary("values")));
    }
    return accumulated;
  }
}
