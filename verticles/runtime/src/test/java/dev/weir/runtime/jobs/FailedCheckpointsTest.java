package dev.weir.runtime.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.DataStream;
import dev.weir.api.JobClient;
import dev.weir.api.JobExecutionException;
import dev.weir.api.RestartStrategies;
import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.functions.CheckpointedFunction;
import dev.weir.api.functions.FunctionInitializationContext;
import dev.weir.api.functions.FunctionSnapshotContext;
import dev.weir.api.functions.MapFunction;
import dev.weir.api.time.WatermarkStrategy;
import dev.weir.config.Configuration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FailedCheckpointsTest {

  private static final int RECORDS = 2_000;

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"heap", "rocksdb"})
  void a_declined_checkpoint_leaves_nothing_and_the_job_goes_on(String backend) throws Exception {
    Ledger ledger = Ledger.create();
    Gate gate = Gate.openTo(RECORDS / 2);
    Faults faults = Faults.when(pass -> pass % 3 != 0);
    StreamExecutionEnvironment env = env(backend, directory.resolve("checkpoints").toString(), 2);
    numbers(env, gate)
        .map(new Declining(faults.handle()))
        .setParallelism(1)
        .keyBy(number -> number % 10)
        .process(new AllStates())
        .sinkTo(ledger.sink());
    JobClient job = env.executeAsync("declined");

    ledger.await(RECORDS / 2);
    gate.openUpTo(RECORDS);
    ledger.await(RECORDS);
    Jobs.get(job.cancel());
    Jobs.failure(job);

    assertNothingLeftBehind(directory.resolve("checkpoints"));
    assertThat(ledger.lines()).hasSize(RECORDS).doesNotHaveDuplicates();
    assertThat(faults.thrown()).isGreaterThanOrEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"heap", "rocksdb"})
  void a_checkpoint_that_cannot_be_written_leaves_nothing_and_the_job_goes_on(String backend)
      throws Exception {
    Ledger ledger = Ledger.create();
    Gate gate = Gate.openTo(RECORDS / 2);
    AtomicInteger writes = new AtomicInteger();
    AtomicInteger refused = new AtomicInteger();
    Path checkpoints = directory.resolve("checkpoints");
    String uri =
        FaultyStorage.uri(
            checkpoints,
            (path, done) -> {
              if (!path.contains("/log/") && !done && isRefused(writes.incrementAndGet())) {
                refused.incrementAndGet();
                throw new IOException("no space left on device: " + path);
              }
            });
    StreamExecutionEnvironment env = env(backend, uri, 100);
    numbers(env, gate).keyBy(number -> number % 10).process(new AllStates()).sinkTo(ledger.sink());
    JobClient job = env.executeAsync("full");

    ledger.await(RECORDS / 2);
    gate.openUpTo(RECORDS);
    ledger.await(RECORDS);
    Jobs.get(job.cancel());
    Jobs.failure(job);

    assertThat(refused).hasPositiveValue();
    assertThat(ledger.lines()).hasSize(RECORDS).doesNotHaveDuplicates();
    assertNothingLeftBehind(checkpoints);
    assertThat(StoredFiles.named(checkpoints)).isNotEmpty();
  }

  @Test
  void more_failed_checkpoints_than_are_tolerated_fail_the_attempt_with_the_cause()
      throws Exception {
    Gate gate = Gate.openTo(RECORDS / 2);
    Path checkpoints = directory.resolve("checkpoints");
    String uri =
        FaultyStorage.uri(
            checkpoints,
            (path, done) -> {
              if (path.endsWith("/manifest")) {
                throw new IOException("no space left on device: " + path);
              }
            });
    StreamExecutionEnvironment env = env("heap", uri, 2);
    numbers(env, gate).keyBy(number -> number % 10).process(new AllStates()).print();

    JobExecutionException failure = Jobs.failure(env.executeAsync("full for good"));

    assertThat(failure).hasMessageContaining("no space left on device");
    assertThat(StoredFiles.besidesLogs(checkpoints)).isEmpty();
  }

  @Test
  void a_checkpoint_that_takes_too_long_is_given_up_and_the_job_goes_on() throws Exception {
    Ledger ledger = Ledger.create();
    Gate gate = Gate.openTo(RECORDS / 2);
    CountDownLatch released = new CountDownLatch(1);
    AtomicBoolean first = new AtomicBoolean(true);
    Path checkpoints = directory.resolve("checkpoints");
    String uri =
        FaultyStorage.uri(
            checkpoints,
            (path, done) -> {
              if (path.contains("/chk-") && !path.endsWith("/manifest") && first.getAndSet(false)) {
                awaitQuietly(released);
              }
            });
    StreamExecutionEnvironment env = env("heap", uri, 100);
    env.getCheckpointConfig().setCheckpointTimeout(150);
    numbers(env, gate).keyBy(number -> number % 10).process(new AllStates()).sinkTo(ledger.sink());
    JobClient job = env.executeAsync("late");

    ledger.await(RECORDS / 2);
    released.countDown();
    gate.openUpTo(RECORDS);
    ledger.await(RECORDS);
    Jobs.get(job.cancel());
    Jobs.failure(job);

    assertThat(ledger.lines()).hasSize(RECORDS).doesNotHaveDuplicates();
    assertNothingLeftBehind(checkpoints);
  }

  @Test
  void user_code_that_blocks_holds_up_neither_the_abort_of_checkpoints_nor_the_cancellation()
      throws Exception {
    StreamExecutionEnvironment env = env("heap", directory.resolve("checkpoints").toString(), 3);
    env.getCheckpointConfig().setCheckpointTimeout(100);
    numbers(env, Gate.open())
        .rebalance()
        .map(new Blocking(directory.toString()))
        .returns(Long.class)
        .print();
    JobClient job = env.executeAsync("blocked");

    assertThat(Jobs.failure(job)).hasMessageContaining("still waiting after 100 ms");
    assertThat(Blocking.INTERRUPTED.get(directory.toString())).isPositive();
  }

  /** One in the middle, then some in a row: the third write, and the seventh to the tenth. */
  private static boolean isRefused(int write) {
    return write == 3 || write >= 7 && write <= 10;
  }

  private static void awaitQuietly(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
  }

  private StreamExecutionEnvironment env(String backend, String checkpoints, int tolerable) {
    Configuration options =
        Jobs.options(directory)
            .with("state.backend", backend)
            .with("checkpointing.dir", checkpoints)
            .with("checkpointing.num-retained", 2);
    StreamExecutionEnvironment env = Jobs.env(options);
    env.enableCheckpointing(30);
    env.getCheckpointConfig().setTolerableCheckpointFailureNumber(tolerable);
    env.setRestartStrategy(RestartStrategies.noRestart());
    return env;
  }

  private static DataStream<Long> numbers(StreamExecutionEnvironment env, Gate gate) {
    return env.fromSource(gate.source(3, RECORDS + 1), WatermarkStrategy.noWatermarks(), "numbers");
  }

  private static void assertNothingLeftBehind(Path checkpoints) throws IOException {
    assertThat(StoredFiles.besidesLogs(checkpoints)).isEqualTo(StoredFiles.named(checkpoints));
  }

  /** Fails its snapshots when told to. */
  private static final class Declining implements MapFunction<Long, Long>, CheckpointedFunction {
    private static final long serialVersionUID = 1L;
    private final Faults.Handle faults;

    Declining(Faults.Handle faults) {
      this.faults = faults;
    }

    @Override
    public Long map(Long value) {
      return value;
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
      faults.pass();
    }

    @Override
    public void initializeState(FunctionInitializationContext context) {}
  }

  /** Never comes back from its first record, until it is interrupted. */
  private static final class Blocking implements MapFunction<Long, Long> {
    private static final long serialVersionUID = 1L;
    private static final Map<String, Integer> INTERRUPTED = new ConcurrentHashMap<>();
    private final String id;

    Blocking(String id) {
      this.id = id;
    }

    @Override
    public Long map(Long value) throws InterruptedException {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        INTERRUPTED.merge(id, 1, Integer::sum);
        throw e;
      }
      return value;
    }
  }
}
