package dev.weir.runtime.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.AsyncDataStream;
import dev.weir.api.AsyncDataStream.OutputMode;
import dev.weir.api.DataStream;
import dev.weir.api.JobClient;
import dev.weir.api.RestartStrategies;
import dev.weir.api.SavepointFormatType;
import dev.weir.api.SingleOutputStreamOperator;
import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.functions.AsyncFunction;
import dev.weir.api.functions.FutureFunction;
import dev.weir.api.functions.ResultFuture;
import dev.weir.api.time.WatermarkStrategy;
import dev.weir.config.Configuration;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of asynchronous work when jobs take checkpoints, fail and come back. */
final class AsyncRecoveryTest {

  @TempDir private Path directory;

  private static List<String> doubled(long count) {
    return LongStream.range(0, count).mapToObj(number -> String.valueOf(2 * number)).toList();
  }

  private static <T> SingleOutputStreamOperator<T> wait(
      DataStream<Long> numbers, FutureFunction<Long, T> function, OutputMode order, int capacity) {
    return order == OutputMode.ORDERED
        ? AsyncDataStream.orderedWait(numbers, function, 1, TimeUnit.MINUTES, capacity)
        : AsyncDataStream.unorderedWait(numbers, function, 1, TimeUnit.MINUTES, capacity);
  }

  @ParameterizedTest
  @EnumSource(OutputMode.class)
  void every_result_is_committed_once_through_failures(OutputMode order) throws Exception {
    long count = 600;
    Gate gate = Gate.openTo(200);
    Ledger ledger = Ledger.create();
    AtomicBoolean failNow = new AtomicBoolean();
    Faults faults = Faults.when(pass -> failNow.getAndSet(false));
    Faults.Handle sometimes = faults.handle();
    StreamExecutionEnvironment env = Jobs.env(directory);
    env.enableCheckpointing(20);
    env.setRestartStrategy(RestartStrategies.fixedDelayRestart(10, 5));
    FutureFunction<Long, Long> doubling =
        number ->
            Vertx.currentContext()
                .owner()
                .timer(1 + number % 3, TimeUnit.MILLISECONDS)
                .map(
                    done -> {
                      sometimes.pass();
                      return List.of(2 * number);
                    });
    DataStream<Long> numbers =
        env.fromSource(gate.source(4, count), WatermarkStrategy.noWatermarks(), "numbers")
            .rebalance();
    wait(numbers, doubling, order, 7).returns(Long.class).sinkTo(ledger.sink());
    JobClient job = env.executeAsync("asynchronous");

    for (int committed : new int[] {50, 250, 400}) {
      ledger.await(committed);
      failNow.set(true);
      gate.openUpTo(committed == 50 ? 350 : committed == 250 ? 500 : count);
    }
    Jobs.finish(job);

    assertThat(faults.thrown()).isBetween(1, 3);
    assertThat(ledger.lines()).containsExactlyInAnyOrderElementsOf(doubled(count));
  }

  /** In front of the operator is a source in its chain, or a channel. */
  @ParameterizedTest
  @CsvSource({"ORDERED, true", "ORDERED, false", "UNORDERED, true", "UNORDERED, false"})
  void a_barrier_passes_an_operator_that_is_full_of_slow_requests(OutputMode order, boolean chained)
      throws Exception {
    Gate gate = Gate.openTo(chained ? 100 : 2);
    Ledger ledger = Ledger.create();
    SlowService slow = SlowService.create();
    JobClient first = slowJob(Jobs.options(directory), gate, ledger, slow, order, chained);
    slow.awaitRequests(2);

    String savepoint =
        Jobs.get(
            first.triggerSavepoint(
                directory.resolve("savepoints").toString(), SavepointFormatType.CANONICAL));
    assertThat(slow.requests()).isEqualTo(2);
    Jobs.get(first.cancel());

    gate.openUpTo(100);
    SlowService quick = SlowService.create();
    quick.answer();
    Configuration options = Jobs.options(directory).with("job.savepoint", savepoint);
    Jobs.finish(slowJob(options, gate, ledger, quick, order, chained));
    assertThat(ledger.lines()).containsExactlyInAnyOrderElementsOf(doubled(100));
  }

  private static JobClient slowJob(
      Configuration options,
      Gate gate,
      Ledger ledger,
      SlowService service,
      OutputMode order,
      boolean chained)
      throws Exception {
    StreamExecutionEnvironment env = Jobs.env(options);
    env.setParallelism(1);
    SlowService.Handle handle = service.handle();
    DataStream<Long> numbers =
        env.fromSource(gate.source(1, 100), WatermarkStrategy.noWatermarks(), "numbers");
    SingleOutputStreamOperator<Long> doubled =
        wait(numbers, handle::twice, order, 2).returns(Long.class);
    if (!chained) {
      doubled.disableChaining();
    }
    doubled.uid("doubled").sinkTo(ledger.sink());
    return env.executeAsync("slow");
  }

  @Test
  void checkpoints_go_on_while_requests_are_under_way() throws Exception {
    Gate gate = Gate.openTo(1);
    Ledger ledger = Ledger.create();
    SlowService slow = SlowService.create();
    JobClient job = slowJob(Jobs.options(directory), gate, ledger, slow, OutputMode.ORDERED, false);
    slow.awaitRequests(1);
    for (int i = 0; i < 3; i++) {
      Jobs.get(job.triggerSavepoint(directory.resolve("s").toString(), SavepointFormatType.NATIVE));
    }
    assertThat(slow.requests()).as("none was repeated").isEqualTo(1);
    gate.openUpTo(100);
    slow.answer();
    Jobs.finish(job);
    assertThat(ledger.lines()).containsExactlyElementsOf(doubled(100));
  }

  @Test
  void the_cause_of_a_future_that_fails_reaches_the_user() throws Exception {
    StreamExecutionEnvironment env = Jobs.env(directory);
    FutureFunction<Long, Long> failing =
        number -> Future.failedFuture(new IOException("service of " + number + " is down"));
    wait(env.fromSequence(7, 7), failing, OutputMode.ORDERED, 2).returns(Long.class).print();
    assertThat(Jobs.failure(env.executeAsync("failing")))
        .hasCauseInstanceOf(IOException.class)
        .hasRootCauseMessage("service of 7 is down");
  }

  /** Fails on a thread of its own. */
  private static final class FailingElsewhere implements AsyncFunction<Long, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public void asyncInvoke(Long input, ResultFuture<Long> resultFuture) {
      CompletableFuture.runAsync(
          () ->
              resultFuture.completeExceptionally(
                  new IllegalStateException("around it", new IOException("far away"))));
    }
  }

  @Test
  void the_cause_of_a_callback_that_fails_reaches_the_user() throws Exception {
    StreamExecutionEnvironment env = Jobs.env(directory);
    AsyncDataStream.unorderedWait(
            env.fromSequence(7, 7), new FailingElsewhere(), 1, TimeUnit.MINUTES)
        .print();
    assertThat(Jobs.failure(env.executeAsync("failing elsewhere")))
        .hasMessageContaining("around it")
        .hasCauseInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("far away");
  }

  @Test
  void a_request_that_is_never_answered_fails_the_job_when_its_time_is_up() throws Exception {
    SlowService.Handle silent = SlowService.create().handle();
    StreamExecutionEnvironment env = Jobs.env(directory);
    FutureFunction<Long, Long> waiting = silent::twice;
    AsyncDataStream.orderedWait(env.fromSequence(7, 7), waiting, 20, TimeUnit.MILLISECONDS)
        .returns(Long.class)
        .print();
    assertThat(Jobs.failure(env.executeAsync("silent")))
        .hasCauseInstanceOf(TimeoutException.class)
        .hasMessageContaining("came in time");
  }
}
