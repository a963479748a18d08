package dev.weir.runtime.cluster;

import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.placement.Placement;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the coordinator tells every node of an attempt; from it and the graph that it holds each
 * works out the rest.
 *
 * @param coordinator the node of the coordinator
 * @param manifest path of what the attempt starts from; empty: from nothing
 * @param parallelism of the operators for which nobody chose one
 */
record AttemptOrder(
    long term,
    long attempt,
    long run,
    String coordinator,
    Optional<String> manifest,
    int parallelism,
    Placement placement) {

  JsonObject toJson() {
    JsonObject nodes = new JsonObject();
    for (String node : placement.participants()) {
      JsonArray subtasks = new JsonArray();
      placement
          .on(node)
          .forEach(id -> subtasks.add(new JsonArray().add(id.vertex()).add(id.index())));
      nodes.put(node, subtasks);
    }
    return new JsonObject()
        .put("term", term)
        .put("attempt", attempt)
        .put("run", run)
        .put("coordinator", coordinator)
        .put("manifest", manifest.orElse(null))
        .put("parallelism", parallelism)
        .put("placement", nodes);
  }

  static AttemptOrder fromJson(JsonObject json) {
    Map<SubtaskId, String> placed = new HashMap<>();
    JsonObject nodes = json.getJsonObject("placement");
    for (String node : nodes.fieldNames()) {
      JsonArray subtasks = nodes.getJsonArray(node);
      for (int i = 0; i < subtasks.size(); i++) {
        JsonArray id = subtasks.getJsonArray(i);
        placed.put(new SubtaskId(id.getString(0), id.getInteger(1)), node);
      }
    }
    return new AttemptOrder(
        json.getLong("term"),
        json.getLong("attempt"),
        json.getLong("run"),
        json.getString("coordinator"),
        Optional.ofNullable(json.getString("manifest")),
        json.getInteger("parallelism"),
        new Placement(placed));
  }
}
