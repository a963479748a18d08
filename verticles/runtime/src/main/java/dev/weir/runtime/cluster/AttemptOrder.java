package dev.weir.runtime.cluster;

import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.placement.Placement;
import dev.weir.runtime.json.JsonValue;
import dev.weir.runtime.json.MalformedJsonException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
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

  /**
   * @throws MalformedJsonException if it is no order
   */
  static AttemptOrder fromJson(JsonObject json) {
    JsonValue order = JsonValue.of("order of an attempt", json);
    return new AttemptOrder(
        order.get("term").atLeast(1),
        order.get("attempt").atLeast(1),
        order.get("run").atLeast(1),
        order.get("coordinator").name(),
        order.optional("manifest").map(JsonValue::name),
        order.get("parallelism").smallAtLeast(1),
        placement(order.get("placement")));
  }

  private static Placement placement(JsonValue nodes) {
    Map<SubtaskId, String> placed = new HashMap<>();
    for (String node : nodes.names()) {
      for (JsonValue element : nodes.get(node).elements()) {
        List<JsonValue> id = element.elements(2);
        SubtaskId subtask = new SubtaskId(id.get(0).name(), id.get(1).smallAtLeast(0));
        if (placed.put(subtask, node) != null) {
          throw element.malformed("each subtask on one node, found " + subtask + " on two");
        }
      }
    }
    return new Placement(placed);
  }
}
