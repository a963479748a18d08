package dev.weir.api;

import static dev.weir.api.Graphs.environment;
import static dev.weir.api.Graphs.graphOf;
import static dev.weir.api.Graphs.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.graph.StreamNode;
import dev.weir.api.types.Types;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Generated uids stay the same as long as the place of the operator does. */
class OperatorUidsTest {

  private static StreamExecutionEnvironment program() {
    StreamExecutionEnvironment env = environment();
    DataStream<Long> numbers = env.fromSequence(1, 10);
    numbers.filter(n -> n > 1).name("first").filter(n -> n > 2).name("second").print();
    return env;
  }

  private static List<String> uids(StreamExecutionEnvironment env) {
    return graphOf(env).nodes().stream().map(StreamNode::uid).toList();
  }

  @Test
  void the_same_program_makes_the_same_uids() {
    assertThat(uids(program())).isEqualTo(uids(program())).doesNotHaveDuplicates();
  }

  @Test
  void the_uids_of_today_are_those_of_tomorrow() {
    assertThat(node(program(), "Source: Sequence Source").uid())
        .isEqualTo("e239d1ebecea9e1cc5ff5ec9877a4a8e");
    assertThat(node(program(), "first").uid()).isEqualTo("3aef9fb0fb3b98333d20d12b74fce7c3");
  }

  @Test
  void names_parallelism_and_unrelated_operators_do_not_matter() {
    StreamExecutionEnvironment env = environment();
    env.fromElements("unrelated").print();
    env.setParallelism(3);
    DataStream<Long> numbers = env.fromSequence(1, 99).name("renamed");
    numbers.filter(n -> n > 5).name("first").setParallelism(1);

    assertThat(node(env, "first").uid()).isEqualTo(node(program(), "first").uid());
  }

  @Test
  void an_operator_put_between_changes_those_after_it() {
    StreamExecutionEnvironment env = environment();
    env.fromSequence(1, 10)
        .filter(n -> n > 1)
        .name("first")
        .rebalance()
        .map(n -> n, Types.LONG)
        .filter(n -> n > 2)
        .name("second");

    assertThat(node(env, "first").uid()).isEqualTo(node(program(), "first").uid());
    assertThat(node(env, "second").uid()).isNotEqualTo(node(program(), "second").uid());
  }

  @Test
  void an_assigned_uid_shields_those_after_it() {
    StreamExecutionEnvironment before = environment();
    before.fromSequence(1, 10).filter(n -> true).uid("mine").filter(n -> true).name("after");
    StreamExecutionEnvironment after = environment();
    DataStream<Long> changed = after.fromSequence(1, 10).map(n -> n + 1, Types.LONG);
    changed.filter(n -> true).uid("mine").filter(n -> true).name("after");

    assertThat(node(after, "after").uid()).isEqualTo(node(before, "after").uid());
    assertThat(node(after, "after").uidAssigned()).isFalse();
    assertThat(graphOf(after).nodes())
        .filteredOn(StreamNode::uidAssigned)
        .extracting(StreamNode::uid)
        .containsExactly("mine");
  }

  @Test
  void twins_get_uids_of_their_own() {
    StreamExecutionEnvironment env = environment();
    DataStream<Long> numbers = env.fromSequence(1, 10);
    numbers.filter(n -> n > 1);
    numbers.filter(n -> n > 2);

    assertThat(uids(env)).hasSize(3).doesNotHaveDuplicates();
  }
}
