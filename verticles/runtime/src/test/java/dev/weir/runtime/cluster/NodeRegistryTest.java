package dev.weir.runtime.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.placement.NodeCapacity;
import dev.weir.protocol.placement.Placement;
import dev.weir.protocol.placement.Placer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeRegistryTest {

  private final NodeRegistry registry = new NodeRegistry();

  private static Heartbeat heartbeat(String node, int... subtasks) {
    JsonArray counters = new JsonArray();
    for (int index : subtasks) {
      counters.add(
          new JsonArray().add("count").add(index).add(0).add(0).add(0).add(0).add(0).add(0).add(0));
    }
    return Heartbeat.fromJson(
        new JsonObject()
            .put("node", node)
            .put("cores", 1)
            .put("load", new JsonObject())
            .put("counters", counters));
  }

  @Test
  void a_node_is_new_once() {
    assertThat(registry.heard(heartbeat("b"), 1)).isTrue();
    assertThat(registry.heard(heartbeat("b"), 2)).isFalse();
  }

  @Test
  void nothing_is_held_by_nodes_without_subtasks() {
    registry.heard(heartbeat("b"), 1);

    assertThat(registry.held()).isEqualTo(Placement.NONE);
  }

  @Test
  void a_new_coordinator_leaves_subtasks_where_another_has_placed_them() {
    registry.heard(heartbeat("b", 2), 1);
    registry.heard(heartbeat("c", 0), 1);

    Placement placed =
        Placer.place(
            Map.of("count", 3),
            List.of(new NodeCapacity("b", 2), new NodeCapacity("c", 1)),
            registry.held());

    assertThat(placed.nodeOf(new SubtaskId("count", 0))).isEqualTo("c");
    assertThat(placed.nodeOf(new SubtaskId("count", 1))).isEqualTo("b");
    assertThat(placed.nodeOf(new SubtaskId("count", 2))).isEqualTo("b");
  }
}
