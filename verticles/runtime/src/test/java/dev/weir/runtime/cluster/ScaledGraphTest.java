package dev.weir.runtime.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.graph.Partitioning;
import dev.weir.api.graph.StreamGraph;
import dev.weir.api.sink.DiscardingSink;
import dev.weir.config.Configuration;
import dev.weir.config.WeirOptions;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.placement.Placement;
import dev.weir.runtime.graph.JobGraph;
import dev.weir.runtime.graph.ScaledGraph;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ScaledGraphTest {

  private static final Configuration CLUSTER =
      Configuration.defaults().with("cluster.enabled", true);

  private static StreamGraph graph(Configuration options, int mapParallelism) {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(options);
    env.fromSequence(1, 10)
        .uid("numbers")
        .map(number -> number)
        .returns(Long.class)
        .uid("mapped")
        .setParallelism(mapParallelism)
        .keyBy(number -> number)
        .reduce(Long::sum)
        .uid("sums")
        .sinkTo(new DiscardingSink<>())
        .uid("sink");
    return env.getStreamGraph("scaled");
  }

  @Test
  void what_nobody_chose_follows_the_cluster_up_to_its_maximum() {
    JobGraph scaled = ScaledGraph.of(graph(CLUSTER, 1), 200, true);

    assertThat(scaled.vertices())
        .extracting(vertex -> vertex.head().uid(), vertex -> vertex.parallelism())
        .containsExactly(tuple("numbers", 128), tuple("mapped", 1), tuple("sums", 128));
  }

  @Test
  void a_forward_stream_between_unequal_numbers_of_subtasks_is_rebalanced() {
    JobGraph scaled = ScaledGraph.of(graph(CLUSTER, 1), 4, true);

    assertThat(scaled.edges().get(0).partitioning()).isInstanceOf(Partitioning.Rebalance.class);
  }

  @Test
  void a_parallelism_of_the_options_is_that_of_the_job() {
    assertThat(ScaledGraph.chosenForJob(graph(CLUSTER, 1))).isEmpty();
    assertThat(ScaledGraph.chosenForJob(graph(CLUSTER.with("job.parallelism", 3), 1))).hasValue(3);
  }

  @Test
  void a_parallelism_that_cannot_be_is_refused() {
    assertThat(ScaledGraph.refusal(graph(CLUSTER, 1), 128)).isEmpty();
    assertThat(ScaledGraph.refusal(graph(CLUSTER, 1), 129).orElseThrow())
        .isEqualTo("parallelism is 129, expected at most the maximum parallelism 128");
  }

  @Test
  void the_same_program_has_the_same_fingerprint_and_another_one_is_told_by_what_differs() {
    WeirOptions options = WeirOptions.of(CLUSTER);
    Fingerprint one = Fingerprint.of(graph(CLUSTER, 1), options, "ck");

    assertThat(one.differences(Fingerprint.of(graph(CLUSTER, 1), options, "ck"))).isEmpty();
    assertThat(one.differences(Fingerprint.of(graph(CLUSTER, 2), options, "elsewhere")))
        .hasSize(2)
        .anyMatch(text -> text.equals("checkpointing.dir is ck in the cluster and elsewhere here"))
        .anyMatch(text -> text.startsWith("operator mapped is 'Map'"));
  }

  @Test
  void an_order_arrives_as_it_was_sent() {
    AttemptOrder order =
        new AttemptOrder(
            3,
            200_001,
            2,
            "a",
            Optional.of("job/run-000002/chk-1-t1/manifest"),
            4,
            new Placement(
                Map.of(
                    new SubtaskId("sums", 0), "a", new SubtaskId("numbers/enumerator", 0), "b")));

    assertThat(AttemptOrder.fromJson(order.toJson())).isEqualTo(order);
  }
}
