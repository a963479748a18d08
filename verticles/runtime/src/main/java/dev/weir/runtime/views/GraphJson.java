package dev.weir.runtime.views;

import dev.weir.api.graph.StreamNode;
import dev.weir.protocol.SubtaskId;
import dev.weir.runtime.graph.JobEdge;
import dev.weir.runtime.graph.JobGraph;
import dev.weir.runtime.graph.JobVertex;
import dev.weir.state.spi.KeyGroupRange;
import dev.weir.state.spi.KeyGroups;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.Locale;
import java.util.function.Function;

/** Job graphs, and where their subtasks are, as JSON. */
final class GraphJson {

  private GraphJson() {}

  static JsonObject plan(JobGraph graph, Function<SubtaskId, String> nodeOf) {
    JsonArray vertices = new JsonArray();
    for (JobVertex vertex : graph.vertices()) {
      JsonArray operators = new JsonArray();
      for (StreamNode node : vertex.chain()) {
        operators.add(
            new JsonObject()
                .put("name", node.name())
                .put("description", node.description())
                .put("uid", node.uid()));
      }
      JsonArray nodes = new JsonArray();
      for (int index = 0; index < vertex.parallelism(); index++) {
        nodes.add(nodeOf.apply(new SubtaskId(vertex.id(), index)));
      }
      vertices.add(
          new JsonObject()
              .put("id", vertex.id())
              .put("name", vertex.name())
              .put("parallelism", vertex.parallelism())
              .put("maxParallelism", vertex.maxParallelism())
              .put("operators", operators)
              .put("nodes", nodes));
    }
    JsonArray edges = new JsonArray();
    for (JobEdge edge : graph.edges()) {
      edges.add(
          new JsonObject()
              .put("source", edge.source())
              .put("target", edge.target())
              .put(
                  "ship_strategy",
                  edge.partitioning().getClass().getSimpleName().toUpperCase(Locale.ROOT)));
    }
    return new JsonObject().put("vertices", vertices).put("edges", edges);
  }

  /** Nodes with the subtasks and key groups that each holds. */
  static JsonArray nodes(
      Collection<ObservedNode> nodes, JobGraph graph, Function<SubtaskId, String> nodeOf) {
    JsonArray array = new JsonArray();
    for (ObservedNode node : nodes) {
      JsonObject subtasks = new JsonObject();
      JsonObject keyGroups = new JsonObject();
      for (JobVertex vertex : graph.vertices()) {
        JsonArray indexes = new JsonArray();
        JsonArray ranges = new JsonArray();
        for (int index = 0; index < vertex.parallelism(); index++) {
          if (nodeOf.apply(new SubtaskId(vertex.id(), index)).equals(node.name())) {
            indexes.add(index);
            KeyGroupRange range =
                KeyGroups.rangeOf(index, vertex.maxParallelism(), vertex.parallelism());
            ranges.add(new JsonArray().add(range.first()).add(range.last()));
          }
        }
        if (!indexes.isEmpty()) {
          subtasks.put(vertex.id(), indexes);
          keyGroups.put(vertex.id(), ranges);
        }
      }
      array.add(
          new JsonObject()
              .put("id", node.name())
              .put("host", node.load().getString("host", ""))
              .put("cores", node.cores())
              .put("since", node.since())
              .put("leader", node.leader())
              .put("leaving", node.leaving())
              .put("subtasks", subtasks)
              .put("keyGroups", keyGroups));
    }
    return array;
  }
}
