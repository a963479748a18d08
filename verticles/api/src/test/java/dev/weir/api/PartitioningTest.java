package dev.weir.api;

import static dev.weir.api.Graphs.environment;
import static dev.weir.api.Graphs.graphOf;
import static dev.weir.api.Graphs.node;
import static dev.weir.api.Graphs.partitioning;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.api.graph.ChainingStrategy;
import dev.weir.api.graph.Partitioning;
import dev.weir.api.graph.StreamEdge;
import dev.weir.api.types.Types;
import org.junit.jupiter.api.Test;

/** Which subtask gets a record, and what may be chained. */
class PartitioningTest {

  private final StreamExecutionEnvironment env = environment();
  private final DataStream<Long> numbers = env.fromSequence(1, 10);

  @Test
  void equal_parallelism_is_forwarded_and_unequal_rebalanced() {
    numbers.filter(n -> true).name("same");
    numbers.filter(n -> true).name("other").setParallelism(3);

    assertThat(partitioning(env, "same")).isEqualTo(new Partitioning.Forward());
    assertThat(partitioning(env, "other")).isEqualTo(new Partitioning.Rebalance());
  }

  @Test
  void every_partitioning_can_be_asked_for() {
    numbers.broadcast().filter(n -> true).name("broadcast");
    numbers.shuffle().filter(n -> true).name("shuffle");
    numbers.rebalance().filter(n -> true).name("rebalance");
    numbers.rescale().filter(n -> true).name("rescale");
    numbers.forward().filter(n -> true).name("forward");
    numbers.global().filter(n -> true).name("global");
    numbers.partitionCustom((Long key, int n) -> (int) (key % n), n -> n).print();

    assertThat(partitioning(env, "broadcast")).isEqualTo(new Partitioning.Broadcast());
    assertThat(partitioning(env, "shuffle")).isEqualTo(new Partitioning.Shuffle());
    assertThat(partitioning(env, "rebalance")).isEqualTo(new Partitioning.Rebalance());
    assertThat(partitioning(env, "rescale")).isEqualTo(new Partitioning.Rescale());
    assertThat(partitioning(env, "forward")).isEqualTo(new Partitioning.Forward());
    assertThat(partitioning(env, "global")).isEqualTo(new Partitioning.Global());
    assertThat(partitioning(env, "Sink: Print to Std. Out"))
        .isInstanceOf(Partitioning.Custom.class);
  }

  @Test
  void a_partitioning_holds_for_every_stream_of_a_union() {
    numbers.union(env.fromSequence(5, 6)).shuffle().filter(n -> true);

    assertThat(node(env, "Filter").inputs())
        .extracting(StreamEdge::partitioning)
        .containsExactly(new Partitioning.Shuffle(), new Partitioning.Shuffle());
  }

  @Test
  void a_keyed_stream_cannot_be_partitioned_otherwise() {
    KeyedStream<Long, Long> keyed = numbers.keyBy(n -> n, Types.LONG);

    assertThatThrownBy(keyed::rebalance)
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("Rebalance")
        .hasMessageContaining("its key decides");
  }

  @Test
  void sources_begin_chains_and_the_rest_may_be_chained() {
    numbers.filter(n -> true).print();

    assertThat(graphOf(env).nodes())
        .extracting(dev.weir.api.graph.StreamNode::chaining)
        .containsExactly(ChainingStrategy.HEAD, ChainingStrategy.ALWAYS, ChainingStrategy.ALWAYS);
  }

  @Test
  void chaining_can_be_changed_per_operator_and_for_all() {
    numbers.filter(n -> true).name("alone").disableChaining();
    numbers.filter(n -> true).name("head").startNewChain();
    assertThat(node(env, "alone").chaining()).isEqualTo(ChainingStrategy.NEVER);
    assertThat(node(env, "head").chaining()).isEqualTo(ChainingStrategy.HEAD);

    env.disableOperatorChaining();
    assertThat(node(env, "head").chaining()).isEqualTo(ChainingStrategy.NEVER);
  }

  @Test
  void parallelism_is_that_of_the_environment_when_the_operator_was_made() {
    numbers.filter(n -> true).name("two");
    env.setParallelism(4);
    numbers.filter(n -> true).name("four");
    numbers.filter(n -> true).name("three").setParallelism(3);

    assertThat(node(env, "two").parallelism()).isEqualTo(2);
    assertThat(node(env, "four").parallelism()).isEqualTo(4);
    assertThat(node(env, "three").parallelism()).isEqualTo(3);
    assertThat(node(env, "three").maxParallelism()).isEqualTo(128);
  }
}
