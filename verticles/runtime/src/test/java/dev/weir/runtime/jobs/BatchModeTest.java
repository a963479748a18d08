package dev.weir.runtime.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.weir.api.CloseableIterator;
import dev.weir.api.DataStream;
import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.graph.OperatorSpec.KeyedReduceSpec;
import dev.weir.api.sink.DiscardingSink;
import dev.weir.api.time.WatermarkStrategy;
import dev.weir.api.tuple.Tuple2;
import dev.weir.api.types.Types;
import dev.weir.api.windowing.assigners.TumblingEventTimeWindows;
import dev.weir.config.Configuration;
import dev.weir.config.RuntimeExecutionMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that emit final results only. */
final class BatchModeTest {

  @TempDir private Path directory;

  private StreamExecutionEnvironment env() {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(
            Configuration.defaults()
                .with("dashboard.enabled", false)
                .with("checkpointing.dir", directory.resolve("checkpoints").toString())
                .with("job.parallelism", 2));
    return env;
  }

  private static DataStream<Long> numbers(StreamExecutionEnvironment env, Long... numbers) {
    return env.fromData(numbers)
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<Long>forMonotonousTimestamps()
                .withTimestampAssigner((number, before) -> number));
  }

  private static <T> List<T> results(DataStream<T> stream) throws Exception {
    List<T> results = new ArrayList<>();
    try (CloseableIterator<T> records = stream.executeAndCollect("job")) {
      records.forEachRemaining(results::add);
    }
    return results;
  }

  private static DataStream<Tuple2<String, Long>> sums(StreamExecutionEnvironment env) {
    return env.fromData(
            Tuple2.of("a", 1L), Tuple2.of("b", 2L), Tuple2.of("a", 3L), Tuple2.of("a", 5L))
        .keyBy(word -> word.f0)
        .sum(1);
  }

  @Test
  void in_batch_mode_a_rolling_sum_emits_once_for_each_key() throws Exception {
    StreamExecutionEnvironment env = env().setRuntimeMode(RuntimeExecutionMode.BATCH);
    assertThat(results(sums(env)))
        .containsExactlyInAnyOrder(Tuple2.of("a", 9L), Tuple2.of("b", 2L));
  }

  @Test
  void in_batch_mode_a_reduction_may_change_its_argument() throws Exception {
    StreamExecutionEnvironment env = env().setRuntimeMode(RuntimeExecutionMode.AUTOMATIC);
    DataStream<Tuple2<String, Long>> sums =
        env.fromData(Tuple2.of("a", 1L), Tuple2.of("a", 3L))
            .keyBy(word -> word.f0)
            .reduce(
                (one, two) -> {
                  one.f1 += two.f1;
                  return one;
                });
    assertThat(results(sums)).containsExactly(Tuple2.of("a", 4L));
  }

  @Test
  void in_streaming_mode_it_emits_with_each_record() throws Exception {
    assertThat(results(sums(env())))
        .containsExactlyInAnyOrder(
            Tuple2.of("a", 1L), Tuple2.of("b", 2L), Tuple2.of("a", 4L), Tuple2.of("a", 9L));
  }

  @Test
  void in_batch_mode_a_window_holds_final_results() throws Exception {
    StreamExecutionEnvironment env = env().setRuntimeMode(RuntimeExecutionMode.BATCH);
    DataStream<Long> sums =
        env.fromSequence(1, 100)
            .keyBy(number -> number % 10, Types.LONG)
            .reduce(Long::sum)
            .windowAll(TumblingEventTimeWindows.of(Duration.ofMillis(10)))
            .reduce(Long::sum);
    assertThat(results(sums)).containsExactly(5_050L);
  }

  @Test
  void in_batch_mode_no_record_is_late() throws Exception {
    StreamExecutionEnvironment env = env().setRuntimeMode(RuntimeExecutionMode.BATCH);
    DataStream<Long> sums =
        numbers(env, 50L, 1L, 30L, 2L)
            .windowAll(TumblingEventTimeWindows.of(Duration.ofMillis(10)))
            .reduce(Long::sum);
    assertThat(results(sums)).containsExactly(3L, 30L, 50L);
  }

  @Test
  void batch_mode_names_the_sources_that_do_not_end() {
    StreamExecutionEnvironment env = env().setRuntimeMode(RuntimeExecutionMode.BATCH);
    env.socketTextStream("localhost", 1).sinkTo(new DiscardingSink<>());
    sums(env).sinkTo(new DiscardingSink<>());
    assertThatIllegalStateException()
        .isThrownBy(() -> env.getStreamGraph("job"))
        .withMessageContaining("found unbounded: 'Source: Socket Stream'");
    env.setRuntimeMode(RuntimeExecutionMode.AUTOMATIC);
    assertThat(env.getStreamGraph("job").nodes())
        .noneMatch(
            node ->
                node.spec() instanceof KeyedReduceSpec<?, ?> reduce
                    && reduce.emits() == KeyedReduceSpec.Emits.AT_THE_END);
  }
}
