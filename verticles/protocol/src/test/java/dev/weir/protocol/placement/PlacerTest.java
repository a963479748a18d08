package dev.weir.protocol.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.protocol.SubtaskId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlacerTest {

  private static final NodeCapacity A = new NodeCapacity("a", 2);
  private static final NodeCapacity B = new NodeCapacity("b", 2);
  private static final NodeCapacity C = new NodeCapacity("c", 2);

  private static long count(Placement placement, String node, String vertex) {
    return placement.on(node).stream().filter(id -> id.vertex().equals(vertex)).count();
  }

  @Test
  void subtasks_are_spread_by_cores() {
    Placement placement =
        Placer.place(Map.of("count", 6), List.of(A, new NodeCapacity("big", 4)), Placement.NONE);

    assertThat(placement.on("a")).hasSize(2);
    assertThat(placement.on("big")).hasSize(4);
  }

  @Test
  void few_subtasks_are_dealt_out_to_as_many_nodes() {
    Placement placement = Placer.place(Map.of("source", 3), List.of(A, B, C), Placement.NONE);

    assertThat(placement.participants()).containsExactly("a", "b", "c");
  }

  @Test
  void subtasks_of_one_index_are_together_when_parallelism_is_the_same() {
    Placement placement =
        Placer.place(Map.of("source", 4, "sink", 4, "total", 1), List.of(A, B), Placement.NONE);

    for (int index = 0; index < 4; index++) {
      assertThat(placement.nodeOf(new SubtaskId("source", index)))
          .isEqualTo(placement.nodeOf(new SubtaskId("sink", index)));
    }
  }

  @Test
  void nothing_moves_when_nothing_changes() {
    Map<String, Integer> parallelism = Map.of("source", 5, "count", 6, "total", 1);
    Placement before = Placer.place(parallelism, List.of(A, B, C), Placement.NONE);

    assertThat(Placer.place(parallelism, List.of(C, A, B), before)).isEqualTo(before);
  }

  @Test
  void survivors_keep_what_they_have_when_a_node_is_lost() {
    Map<String, Integer> parallelism = Map.of("count", 6);
    Placement before = Placer.place(parallelism, List.of(A, B, C), Placement.NONE);
    Placement after = Placer.place(parallelism, List.of(A, C), before);

    assertThat(after.on("a")).containsAll(before.on("a"));
    assertThat(after.on("c")).containsAll(before.on("c"));
  }

  @Test
  void key_groups_stay_where_they_are_when_parallelism_changes() {
    Placement before = Placer.place(Map.of("count", 2), List.of(A, B), Placement.NONE);
    Placement after = Placer.place(Map.of("count", 4), List.of(A, B), before);

    assertThat(after.nodeOf(new SubtaskId("count", 0))).isEqualTo("a");
    assertThat(after.nodeOf(new SubtaskId("count", 1))).isEqualTo("a");
    assertThat(after.nodeOf(new SubtaskId("count", 2))).isEqualTo("b");
    assertThat(after.nodeOf(new SubtaskId("count", 3))).isEqualTo("b");
  }

  @Test
  void without_nodes_or_with_one_twice_nothing_is_placed() {
    assertThatThrownBy(() -> Placer.place(Map.of("count", 1), List.of(), Placement.NONE))
        .hasMessage("no node to place subtasks on");
    assertThatThrownBy(() -> Placer.place(Map.of("count", 1), List.of(A, A), Placement.NONE))
        .hasMessage("node a is listed twice");
  }

  @Test
  void at_random_all_are_placed_evenly_alike_and_none_moves_without_need() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      List<NodeCapacity> nodes = nodes(random);
      Map<String, Integer> parallelism = parallelism(random);
      Placement first = Placer.place(parallelism, nodes, Placement.NONE);
      Collections.shuffle(nodes, random);
      Placement second = Placer.place(parallelism, nodes, first);

      assertFair(seed, parallelism, nodes, first);
      assertFair(seed, parallelism, nodes, second);
      assertThat(second).as("-Dseed=%d", seed).isEqualTo(first);
      nodes.remove(0);
      if (!nodes.isEmpty()) {
        assertFair(seed, parallelism, nodes, Placer.place(parallelism, nodes, second));
      }
    }
  }

  private static void assertFair(
      long seed, Map<String, Integer> parallelism, List<NodeCapacity> nodes, Placement placement) {
    double cores = nodes.stream().mapToInt(NodeCapacity::cores).sum();
    assertThat(placement.nodes()).as("seed %d", seed).hasSize(sum(parallelism));
    parallelism.forEach(
        (vertex, subtasks) -> {
          for (NodeCapacity node : nodes) {
            assertThat((double) count(placement, node.node(), vertex))
                .as("seed %d: %s on %s", seed, vertex, node)
                .isBetween(
                    Math.floor(subtasks * node.cores() / cores),
                    Math.ceil(subtasks * node.cores() / cores));
          }
        });
  }

  private static int sum(Map<String, Integer> parallelism) {
    return parallelism.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static List<NodeCapacity> nodes(Random random) {
    List<NodeCapacity> nodes = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(6); i++) {
      nodes.add(new NodeCapacity("n" + i, 1 + random.nextInt(8)));
    }
    return nodes;
  }

  private static Map<String, Integer> parallelism(Random random) {
    Map<String, Integer> parallelism = new HashMap<>();
    for (int i = 0; i <= random.nextInt(4); i++) {
      parallelism.put("v" + i, 1 + random.nextInt(12));
    }
    return parallelism;
  }
}
