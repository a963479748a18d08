package dev.weir.runtime.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.AsyncDataStream;
import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.functions.FutureFunction;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AsyncJobTest {

  private static final int COUNT = 300;

  @TempDir private Path directory;

  /** Answers on another thread, the later the smaller the number modulo 3. */
  private static final class Doubling implements FutureFunction<Long, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Future<? extends Collection<Long>> invoke(Long input) {
      return Vertx.currentContext()
          .owner()
          .timer(3 - input % 3, TimeUnit.MILLISECONDS)
          .map(done -> List.of(2 * input));
    }
  }

  @Test
  void ordered_results_of_a_whole_job_are_complete_and_in_order_while_checkpoints_are_taken()
      throws Exception {
    StreamExecutionEnvironment env = Jobs.env(directory);
    env.setParallelism(1);
    env.enableCheckpointing(20);
    List<Long> results =
        AsyncDataStream.orderedWait(
                env.fromSequence(1, COUNT), new Doubling(), 10, TimeUnit.SECONDS, 7)
            .executeAndCollect(COUNT + 1);

    assertThat(results)
        .containsExactlyElementsOf(
            LongStream.rangeClosed(1, COUNT).map(n -> 2 * n).boxed().toList());
  }

  @Test
  void unordered_results_of_a_whole_job_are_complete() throws Exception {
    StreamExecutionEnvironment env = Jobs.env(directory);
    List<Long> results =
        AsyncDataStream.unorderedWait(
                env.fromSequence(1, COUNT).rebalance(), new Doubling(), 10, TimeUnit.SECONDS, 5)
            .executeAndCollect(COUNT + 1);

    assertThat(results)
        .containsExactlyInAnyOrderElementsOf(
            LongStream.rangeClosed(1, COUNT).map(n -> 2 * n).boxed().toList());
  }
}
