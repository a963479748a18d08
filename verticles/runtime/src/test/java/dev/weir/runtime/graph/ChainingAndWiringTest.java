package dev.weir.runtime.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.sink.DiscardingSink;
import dev.weir.config.Configuration;
import dev.weir.protocol.SubtaskId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChainingAndWiringTest {

  @Test
  void forward_streams_of_equal_parallelism_are_chained() {
    JobGraph graph =
        graph(
            true,
            env ->
                env.fromSequence(1, 10)
                    .map(number -> number)
                    .returns(Long.class)
                    .filter(number -> true)
                    .sinkTo(new DiscardingSink<>()));

    assertThat(graph.vertices()).hasSize(1);
    assertThat(graph.vertices().get(0).chain()).hasSize(4);
    assertThat(graph.edges()).isEmpty();
  }

  @Test
  void nothing_is_chained_when_chaining_is_off() {
    JobGraph graph =
        graph(
            false,
            env -> env.fromSequence(1, 10).filter(number -> true).sinkTo(new DiscardingSink<>()));

    assertThat(graph.vertices()).hasSize(3);
    assertThat(graph.edges()).hasSize(2);
  }

  @Test
  void an_exchange_another_parallelism_and_the_user_each_end_a_chain() {
    JobGraph graph =
        graph(
            true,
            env ->
                env.fromSequence(1, 10)
                    .rebalance()
                    .filter(number -> true)
                    .filter(number -> true)
                    .setParallelism(3)
                    .filter(number -> true)
                    .setParallelism(3)
                    .startNewChain()
                    .filter(number -> true)
                    .setParallelism(3)
                    .disableChaining()
                    .sinkTo(new DiscardingSink<>())
                    .setParallelism(3));

    assertThat(graph.vertices()).allMatch(vertex -> vertex.chain().size() == 1).hasSize(6);
    assertThat(graph.vertices()).extracting(JobVertex::id).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({"2, 4", "4, 2", "3, 5", "5, 3", "1, 4", "4, 1", "3, 3"})
  void every_channel_of_rescale_has_one_place_at_both_ends(int senders, int receivers) {
    JobGraph graph =
        graph(
            true,
            env ->
                env.fromSequence(1, 10)
                    .setParallelism(senders)
                    .rescale()
                    .filter(number -> true)
                    .setParallelism(receivers)
                    .sinkTo(new DiscardingSink<>())
                    .setParallelism(receivers));
    Wiring wiring = new Wiring(graph);
    Set<Wiring.Channel> sent = new HashSet<>();
    Set<Wiring.Channel> received = new HashSet<>();

    for (JobVertex vertex : graph.vertices()) {
      for (int index = 0; index < vertex.parallelism(); index++) {
        SubtaskId subtask = new SubtaskId(vertex.id(), index);
        List<Wiring.Channel> outputs = wiring.outputsOf(subtask);
        List<Wiring.Channel> inputs = wiring.inputsOf(subtask);
        sent.addAll(outputs);
        received.addAll(inputs);
        for (int i = 0; i < outputs.size(); i++) {
          assertThat(outputs.get(i).outputIndex()).isEqualTo(i);
        }
        for (int i = 0; i < inputs.size(); i++) {
          assertThat(inputs.get(i).inputIndex()).isEqualTo(i);
        }
        assertThat(outputs.size() + inputs.size()).isPositive();
      }
    }

    assertThat(sent).isEqualTo(received).hasSize(Math.max(senders, receivers));
  }

  private static JobGraph graph(boolean chaining, Consumer<StreamExecutionEnvironment> job) {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(
            Configuration.defaults().with("job.parallelism", 2));
    job.accept(env);
    return Chaining.jobGraph(env.getStreamGraph("graph"), chaining);
  }
}
