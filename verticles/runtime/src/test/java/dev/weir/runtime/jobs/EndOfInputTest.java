package dev.weir.runtime.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.api.JobClient;
import dev.weir.api.RestartStrategies;
import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.functions.OpenContext;
import dev.weir.api.functions.RichMapFunction;
import dev.weir.api.time.WatermarkStrategy;
import dev.weir.config.Configuration;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EndOfInputTest {

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({"0, 1", "0, 3", "10, 3", "10, 1", "3600000, 1", "3600000, 3"})
  void all_of_a_bounded_input_is_committed(long interval, int parallelism) throws Exception {
    Ledger ledger = Ledger.create();
    StreamExecutionEnvironment env = env(interval);
    env.setParallelism(parallelism);
    env.fromSequence(1, 5_000)
        .rebalance()
        .map(number -> number * 2)
        .returns(Long.class)
        .keyBy(number -> number % 7)
        .reduce((a, b) -> b)
        .sinkTo(ledger.sink());

    Jobs.finish(env.executeAsync("bounded"));

    assertThat(ledger.lines()).containsExactlyInAnyOrderElementsOf(numbers(2, 10_000, 2));
  }

  @Test
  void a_commit_that_fails_after_the_last_checkpoint_is_made_good_by_a_restart() throws Exception {
    Ledger ledger = Ledger.create();
    ledger.failCommits(2);
    StreamExecutionEnvironment env = env(3_600_000);
    env.setRestartStrategy(RestartStrategies.fixedDelayRestart(5, 10));
    env.fromSequence(1, 1_000).rebalance().sinkTo(ledger.sink());

    Jobs.finish(env.executeAsync("commit again"));

    assertThat(ledger.lines()).containsExactlyInAnyOrderElementsOf(numbers(1, 1_000, 1));
  }

  @Test
  void a_job_that_died_between_its_last_checkpoint_and_the_commit_commits_when_resumed()
      throws Exception {
    Ledger ledger = Ledger.create();
    ledger.failCommits(1);
    StreamExecutionEnvironment dying = env(3_600_000);
    dying.fromSequence(1, 1_000).uid("numbers").sinkTo(ledger.sink()).uid("ledger");
    Jobs.failure(dying.executeAsync("resumed"));
    StreamExecutionEnvironment resumed = Jobs.env(Jobs.options(directory).with("job.resume", true));
    resumed.enableCheckpointing(3_600_000);
    resumed.fromSequence(1, 1_000).uid("numbers").sinkTo(ledger.sink()).uid("ledger");

    Jobs.finish(resumed.executeAsync("resumed"));

    assertThat(ledger.lines()).containsExactlyInAnyOrderElementsOf(numbers(1, 1_000, 1));
  }

  @Test
  void sources_that_end_at_different_times_do_not_disturb_checkpoints() throws Exception {
    Ledger ledger = Ledger.create();
    Gate gate = Gate.openTo(500);
    StreamExecutionEnvironment env = env(10);
    env.setRestartStrategy(RestartStrategies.fixedDelayRestart(5, 10));
    Faults.Handle once = Faults.when(pass -> pass == 900).handle();
    env.fromSource(gate.source(4, 1_000), WatermarkStrategy.noWatermarks(), "slow")
        .union(env.fromSequence(1_000, 1_399))
        .rebalance()
        .map(
            number -> {
              once.pass();
              return number;
            })
        .returns(Long.class)
        .sinkTo(ledger.sink());
    JobClient job = env.executeAsync("two ends");

    ledger.await(900 - 100);
    gate.openUpTo(1_000);
    Jobs.finish(job);

    assertThat(ledger.lines()).containsExactlyInAnyOrderElementsOf(numbers(0, 1_399, 1));
  }

  @Test
  void functions_are_closed_in_peace_when_the_input_has_ended() throws Exception {
    String id = directory.toString();
    StreamExecutionEnvironment env = env(0);
    env.setParallelism(1);
    env.fromData(1L).map(new SlowToClose(id)).returns(Long.class).print();

    Jobs.finish(env.executeAsync("slow close"));

    assertThat(SlowToClose.CLOSED).containsEntry(id, "in peace");
  }

  @Test
  void a_job_without_checkpoints_leaves_nothing_in_the_directory_for_them() throws Exception {
    StreamExecutionEnvironment env = env(0);
    env.fromSequence(1, 100).keyBy(number -> number).reduce(Long::sum).print();

    Jobs.finish(env.executeAsync("no traces"));

    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void an_empty_input_ends_at_once() throws Exception {
    Ledger ledger = Ledger.create();
    StreamExecutionEnvironment env = env(10);
    env.fromSequence(1, 10)
        .filter(number -> false)
        .rebalance()
        .keyBy(number -> number)
        .reduce(Long::sum)
        .sinkTo(ledger.sink());

    Jobs.finish(env.executeAsync("empty"));

    assertThat(ledger.lines()).isEmpty();
  }

  @Test
  void resuming_a_finished_job_does_nothing() throws Exception {
    Ledger ledger = Ledger.create();
    for (int run = 0; run < 2; run++) {
      StreamExecutionEnvironment env = Jobs.env(Jobs.options(directory).with("job.resume", true));
      env.enableCheckpointing(20);
      env.fromSequence(1, 100).sinkTo(ledger.sink());
      Jobs.finish(env.executeAsync("done"));
    }

    assertThat(ledger.lines()).containsExactlyInAnyOrderElementsOf(numbers(1, 100, 1));
  }

  @Test
  void a_source_without_an_operator_after_it_is_refused_or_ends() throws Exception {
    StreamExecutionEnvironment env = env(0);

    assertThatThrownBy(() -> env.execute("nothing")).hasMessageContaining("nothing");
  }

  private StreamExecutionEnvironment env(long interval) {
    Configuration options = Jobs.options(directory);
    StreamExecutionEnvironment env = Jobs.env(options);
    if (interval > 0) {
      env.enableCheckpointing(interval);
    }
    return env;
  }

  private static Iterable<String> numbers(long from, long to, long step) {
    return LongStream.iterate(from, number -> number <= to, number -> number + step)
        .mapToObj(String::valueOf)
        .toList();
  }

  /** Takes longer to close than a cancelled subtask is given before it is interrupted. */
  private static final class SlowToClose extends RichMapFunction<Long, Long> {
    private static final long serialVersionUID = 1L;
    private static final Map<String, String> CLOSED = new ConcurrentHashMap<>();
    private final String id;

    SlowToClose(String id) {
      this.id = id;
    }

    @Override
    public void open(OpenContext openContext) {}

    @Override
    public Long map(Long value) {
      return value;
    }

    @Override
    public void close() {
      try {
        boolean counted = new CountDownLatch(1).await(700, TimeUnit.MILLISECONDS);
        CLOSED.put(id, counted ? "counted" : "in peace");
      } catch (InterruptedException e) {
        CLOSED.put(id, "interrupted");
      }
    }
  }
}
