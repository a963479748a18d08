package dev.weir.runtime.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.DataStream;
import dev.weir.api.DataStreamUtils;
import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.tuple.Tuple2;
import dev.weir.api.types.Types;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReinterpretedStreamTest {

  private static final int KEYS = 40;
  private static final int COUNT = 4_000;

  @TempDir private Path directory;

  /** The sums of a key count as they come, so the last of each key has seen all of them. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void what_a_key_was_partitioned_by_is_not_moved_again(int parallelism) throws Exception {
    StreamExecutionEnvironment env = Jobs.env(directory);
    env.setParallelism(parallelism);
    DataStream<Tuple2<Long, Long>> counts =
        env.fromSequence(0, COUNT - 1)
            .map(n -> Tuple2.of(n % KEYS, 1L), Types.TUPLE(Types.LONG, Types.LONG))
            .keyBy(count -> count.f0, Types.LONG)
            .sum(1);
    List<Tuple2<Long, Long>> results =
        DataStreamUtils.reinterpretAsKeyedStream(counts, count -> count.f0, Types.LONG)
            .reduce((most, next) -> Tuple2.of(next.f0, Math.max(most.f1, next.f1)))
            .executeAndCollect(COUNT + 1);

    Map<Long, Long> most = new HashMap<>();
    results.forEach(result -> most.merge(result.f0, result.f1, Math::max));
    assertThat(results).hasSize(COUNT);
    assertThat(most).hasSize(KEYS);
    assertThat(most.values()).containsOnly((long) COUNT / KEYS);
  }

  @Test
  void a_record_that_is_not_where_its_key_belongs_fails_the_job() throws Exception {
    StreamExecutionEnvironment env = Jobs.env(directory);
    env.setParallelism(2);
    DataStream<Long> unsorted = env.fromSequence(1, 1_000).rebalance().map(n -> n, Types.LONG);
    DataStreamUtils.reinterpretAsKeyedStream(unsorted, n -> n, Types.LONG)
        .reduce(Long::sum)
        .print();

    assertThat(Jobs.failure(env.executeAsync("misled")))
        .hasStackTraceContaining("key group")
        .hasStackTraceContaining("this subtask holds");
  }
}
