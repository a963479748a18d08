package dev.weir.runtime.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.JobClient;
import dev.weir.api.SingleOutputStreamOperator;
import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.types.Types;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long a record waits for others when its source never runs dry. */
final class BufferTimeoutTest {

  private static final long MANY = 5_000_000;

  private static final CompletableFuture<Void> WAITED = new CompletableFuture<>();
  private static final CompletableFuture<Void> WAITING_ARRIVED = new CompletableFuture<>();
  private static final CompletableFuture<Void> HURRYING_ARRIVED = new CompletableFuture<>();

  @TempDir private Path directory;

  @Test
  void the_timeout_of_an_operator_counts_and_not_that_of_the_job() throws Exception {
    StreamExecutionEnvironment env = Jobs.env(directory).setBufferTimeout(-1);
    env.setParallelism(1);
    SingleOutputStreamOperator<Long> first =
        env.fromSequence(0, Long.MAX_VALUE).filter(n -> n == 0).setBufferTimeout(5);
    first
        .map(
            n -> {
              HURRYING_ARRIVED.complete(null);
              return n;
            },
            Types.LONG)
        .disableChaining()
        .print();
    JobClient job = env.executeAsync("hurrying");
    Jobs.get(HURRYING_ARRIVED);
    Jobs.get(job.cancel());
  }

  @Test
  void without_a_timeout_a_record_waits_until_the_frame_is_full() throws Exception {
    StreamExecutionEnvironment env = Jobs.env(directory).setBufferTimeout(-1);
    env.setParallelism(1);
    env.fromSequence(0, Long.MAX_VALUE)
        .filter(
            n -> {
              if (n == MANY) {
                WAITED.complete(null);
              }
              return n == 0;
            })
        .map(
            n -> {
              WAITING_ARRIVED.complete(null);
              return n;
            },
            Types.LONG)
        .disableChaining()
        .print();
    JobClient job = env.executeAsync("waiting");
    Jobs.get(WAITED);
    assertThat(WAITING_ARRIVED).isNotDone();
    Jobs.get(job.cancel());
  }
}
