package dev.weir.api;

import static dev.weir.api.Graphs.environment;
import static dev.weir.api.Graphs.graphOf;
import static dev.weir.api.Graphs.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.api.graph.Partitioning;
import dev.weir.api.graph.StreamNode;
import dev.weir.api.types.Types;
import dev.weir.config.Configuration;
import dev.weir.config.WeirOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a program may say of its operators and its environment beyond what they do. */
class OperatorSettingsTest {

  private final StreamExecutionEnvironment env = environment();

  private DataStream<Long> numbers() {
    return env.fromSequence(1, 10);
  }

  @Test
  void a_description_stands_beside_the_name() {
    numbers().filter(n -> n > 1).name("big").setDescription("numbers above one").print();

    assertThat(node(env, "big").description()).isEqualTo("numbers above one");
    assertThat(graphOf(env).nodes())
        .filteredOn(node -> !node.name().equals("big"))
        .allSatisfy(node -> assertThat(node.description()).isEqualTo(node.name()));
  }

  @Test
  void a_uid_hash_takes_up_the_state_of_an_operator_that_had_no_uid() {
    numbers().filter(n -> n > 1).print();
    String generated = node(env, "Filter").uid();
    StreamExecutionEnvironment changed = environment();
    changed
        .fromSequence(1, 10)
        .map(n -> n + 1, Types.LONG)
        .filter(n -> n > 1)
        .uid("filter")
        .setUidHash(generated)
        .print();

    StreamNode filter = node(changed, "Filter");
    assertThat(filter.uid()).isEqualTo(generated);
    assertThat(filter.uidAssigned()).isTrue();
  }

  @Test
  void a_uid_hash_is_32_hexadecimal_digits_and_unique() {
    String hash = "0123456789abcdef0123456789abcdef";
    assertThatIllegalArgumentException()
        .isThrownBy(() -> numbers().filter(n -> true).setUidHash("0123"))
        .withMessageContaining("32 hexadecimal digits")
        .withMessageContaining("'0123'");
    numbers().filter(n -> true).name("one").setUidHash(hash).print().setUidHash(hash).name("two");
    assertThatThrownBy(() -> graphOf(env))
        .hasMessageContainingAll("Two operators have the uid", hash, "'one'", "'two'");
  }

  @Test
  void a_slot_sharing_group_changes_nothing() {
    numbers().filter(n -> true).slotSharingGroup("a").print().slotSharingGroup("b");
    StreamExecutionEnvironment without = environment();
    without.fromSequence(1, 10).filter(n -> true).print();

    assertThat(graphOf(env).nodes())
        .extracting(StreamNode::uid)
        .isEqualTo(graphOf(without).nodes().stream().map(StreamNode::uid).toList());
  }

  @Test
  void an_operator_may_have_a_buffer_timeout_of_its_own() {
    numbers().filter(n -> true).setBufferTimeout(7).map(n -> n, Types.LONG).print();

    assertThat(node(env, "Filter").bufferTimeout()).isEqualTo(Duration.ofMillis(7));
    assertThat(node(env, "Map").bufferTimeout()).isNull();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> numbers().filter(n -> true).setBufferTimeout(-2))
        .withMessageContainingAll("operator 'Filter'", "at least -1 ms, found -2 ms");
  }

  @Test
  void configure_sets_what_differs_from_the_defaults_and_leaves_the_rest() {
    env.setParallelism(3).enableCheckpointing(5_000);
    env.configure(Configuration.defaults().with("checkpointing.interval", Duration.ofSeconds(9)));

    WeirOptions options = WeirOptions.of(env.getConfiguration());
    assertThat(options.checkpointing().interval()).contains(Duration.ofSeconds(9));
    assertThat(env.getParallelism()).isEqualTo(3);
  }

  @Test
  void configure_reaches_operators_that_were_made_before_and_after() {
    StreamExecutionEnvironment plain =
        StreamExecutionEnvironment.getExecutionEnvironment(Configuration.defaults());
    DataStream<Long> before = plain.fromSequence(1, 10);
    plain.configure(Configuration.defaults().with("job.parallelism", 5));
    before.filter(n -> true).print();

    assertThat(graphOf(plain).nodes()).extracting(StreamNode::parallelism).containsOnly(5);
  }

  @Test
  void a_local_environment_is_no_node_of_a_cluster() {
    Configuration clustered = Configuration.defaults().with("cluster.enabled", true);
    assertThat(enabled(StreamExecutionEnvironment.createLocalEnvironment(clustered), "cluster"))
        .isFalse();
    assertThat(StreamExecutionEnvironment.createLocalEnvironment(7).getParallelism()).isEqualTo(7);
    assertThat(StreamExecutionEnvironment.createLocalEnvironment(3, clustered).getParallelism())
        .isEqualTo(3);
    Configuration unseen = clustered.with("dashboard.enabled", false);
    StreamExecutionEnvironment seen =
        StreamExecutionEnvironment.createLocalEnvironmentWithWebUI(unseen);
    assertThat(enabled(seen, "dashboard")).isTrue();
    assertThat(enabled(seen, "cluster")).isFalse();
  }

  private static boolean enabled(StreamExecutionEnvironment environment, String what) {
    return Boolean.parseBoolean(environment.getConfiguration().get(what + ".enabled"));
  }

  @Test
  void a_reinterpreted_stream_goes_on_in_the_subtask_where_it_is() {
    DataStream<Long> sums = numbers().keyBy(n -> n % 3, Types.LONG).sum(0);
    DataStreamUtils.reinterpretAsKeyedStream(sums, n -> n % 3, Types.LONG)
        .reduce(Long::sum)
        .name("again")
        .print();

    assertThat(Graphs.partitioning(env, "again")).isInstanceOf(Partitioning.KeyedForward.class);
  }

  @Test
  void a_stream_is_not_reinterpreted_at_another_parallelism() {
    DataStream<Long> sums = numbers().keyBy(n -> n % 3, Types.LONG).sum(0);
    DataStreamUtils.reinterpretAsKeyedStream(sums, n -> n % 3)
        .reduce(Long::sum)
        .name("again")
        .setParallelism(4)
        .print();

    assertThatThrownBy(() -> graphOf(env))
        .hasMessageContainingAll("reinterpretAsKeyedStream()", "equal parallelism", "'again'");
  }
}
