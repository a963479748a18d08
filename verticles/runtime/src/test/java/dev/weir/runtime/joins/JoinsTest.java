package dev.weir.runtime.joins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weir.api.CloseableIterator;
import dev.weir.api.Collector;
import dev.weir.api.DataStream;
import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.functions.OpenContext;
import dev.weir.api.functions.RichCoGroupFunction;
import dev.weir.api.time.WatermarkStrategy;
import dev.weir.api.types.TypeInformation;
import dev.weir.api.types.Types;
import dev.weir.api.windowing.assigners.TumblingEventTimeWindows;
import dev.weir.api.windowing.triggers.CountTrigger;
import dev.weir.config.Configuration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Joins through whole jobs, and what is refused while the graph is built. */
final class JoinsTest {

  private static final Duration TEN = Duration.ofMillis(10);

  @TempDir private Path directory;

  /** Lists both sides; what it says first it learnt when it was opened. */
  private static final class Lists extends RichCoGroupFunction<Long, Long, String> {
    private static final long serialVersionUID = 1L;
    private String opened = "not open";

    @Override
    public void open(OpenContext openContext) {
      opened = getRuntimeContext().getJobName();
    }

    @Override
    public void coGroup(Iterable<Long> first, Iterable<Long> second, Collector<String> out) {
      out.collect(opened + sorted(first) + sorted(second));
    }

    /** Numbers come from two readers, in no order between them. */
    private static List<Long> sorted(Iterable<Long> numbers) {
      List<Long> sorted = new ArrayList<>();
      numbers.forEach(sorted::add);
      sorted.sort(null);
      return sorted;
    }
  }

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

  @Test
  void a_window_join_pairs_what_shares_key_and_window() throws Exception {
    StreamExecutionEnvironment env = env();
    DataStream<String> joined =
        numbers(env, 1L, 2L, 3L, 11L)
            .join(numbers(env, 4L, 5L, 13L, 14L))
            .where(number -> number % 2)
            .equalTo(number -> number % 2)
            .window(TumblingEventTimeWindows.of(TEN))
            .apply((one, two) -> one + "+" + two);
    assertThat(results(joined)).containsExactlyInAnyOrder("1+5", "3+5", "2+4", "11+13");
  }

  @Test
  void a_flat_join_emits_any_number() throws Exception {
    StreamExecutionEnvironment env = env();
    DataStream<Long> joined =
        numbers(env, 1L, 2L)
            .join(numbers(env, 3L, 4L))
            .where(number -> 0)
            .equalTo(number -> 0)
            .window(TumblingEventTimeWindows.of(TEN))
            .apply(
                (Long one, Long two, Collector<Long> out) -> {
                  if (one + two == 5) {
                    out.collect(one);
                    out.collect(two);
                  }
                },
                Types.LONG);
    assertThat(results(joined)).containsExactlyInAnyOrder(1L, 4L, 2L, 3L);
  }

  @Test
  void a_co_group_function_sees_both_sides_and_is_opened() throws Exception {
    StreamExecutionEnvironment env = env();
    DataStream<String> grouped =
        numbers(env, 1L, 2L, 11L)
            .coGroup(numbers(env, 3L, 24L))
            .where(number -> 0)
            .equalTo(number -> 0)
            .window(TumblingEventTimeWindows.of(TEN))
            .allowedLateness(TEN)
            .apply(new Lists());
    assertThat(results(grouped))
        .containsExactlyInAnyOrder("job[1, 2][3]", "job[11][]", "job[][24]");
  }

  @Test
  void a_trigger_sees_records_of_both_sides() throws Exception {
    StreamExecutionEnvironment env = env();
    DataStream<String> grouped =
        numbers(env, 1L)
            .coGroup(numbers(env, 2L))
            .where(number -> 0)
            .equalTo(number -> 0)
            .window(TumblingEventTimeWindows.of(TEN))
            .trigger(CountTrigger.of(2))
            .apply(new Lists());
    assertThat(results(grouped)).containsExactly("job[1][2]");
  }

  @Test
  void an_interval_join_runs_in_parallel() throws Exception {
    StreamExecutionEnvironment env = env();
    DataStream<String> joined =
        numbers(env, 1L, 2L, 13L)
            .map(number -> "a" + number)
            .keyBy(JoinPrograms::keyOf)
            .intervalJoin(
                numbers(env, 2L, 3L, 9L).map(number -> "a" + number).keyBy(JoinPrograms::keyOf))
            .between(Duration.ZERO, Duration.ofMillis(1))
            .process(new JoinPrograms.Describe());
    assertThat(results(joined)).containsExactlyInAnyOrder("a1+a2", "a2+a2", "a2+a3");
  }

  @Test
  void keys_of_two_types_and_empty_intervals_are_refused() {
    StreamExecutionEnvironment env = env();
    DataStream<Long> first = numbers(env, 1L);
    DataStream<Long> second = numbers(env, 1L);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                first
                    .join(second)
                    .<Object>where(number -> number, erased(Types.LONG))
                    .equalTo(number -> "" + number, erased(Types.STRING)))
        .withMessage("join needs one type of key for both streams, found Long and String");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                first
                    .map(number -> "a" + number)
                    .keyBy(JoinPrograms::keyOf)
                    .intervalJoin(second.map(number -> "a" + number).keyBy(JoinPrograms::keyOf))
                    .between(TEN, TEN)
                    .lowerBoundExclusive()
                    .process(new JoinPrograms.Describe()))
        .withMessageContaining("11 ms and 10 ms");
  }

  @SuppressWarnings("unchecked") // the test claims a key of any type
  private static TypeInformation<Object> erased(TypeInformation<?> type) {
    return (TypeInformation<Object>) type;
  }
}
