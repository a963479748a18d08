package dev.weir.runtime.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.JobClient;
import dev.weir.api.JobExecutionException;
import dev.weir.api.JobStatus;
import dev.weir.api.RestartStrategies;
import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.functions.OpenContext;
import dev.weir.api.functions.RichMapFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FailuresTest {

  @TempDir private Path directory;

  record Strategy(
      String name, RestartStrategies.RestartStrategyConfiguration configuration, int attempts) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Strategy> strategies() {
    Duration minute = Duration.ofMinutes(1);
    Duration soon = Duration.ofMillis(5);
    return List.of(
        new Strategy("none", RestartStrategies.noRestart(), 1),
        new Strategy("fixed delay", RestartStrategies.fixedDelayRestart(3, 5), 4),
        new Strategy("failure rate", RestartStrategies.failureRateRestart(2, minute, soon), 3));
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void a_function_that_always_throws_fails_the_job_after_all_restarts(Strategy strategy)
      throws Exception {
    Faults faults = Faults.when(pass -> true);
    Faults.Handle always = faults.handle();
    StreamExecutionEnvironment env = Jobs.env(directory);
    env.setParallelism(1);
    env.setRestartStrategy(strategy.configuration());
    env.fromData(1L)
        .map(
            number -> {
              try {
                always.pass();
              } catch (IllegalStateException e) {
                throw new IOException("around it", e);
              }
              return number;
            })
        .returns(Long.class)
        .filter(number -> true)
        .print();
    JobClient job = env.executeAsync("throwing");

    JobExecutionException failure = Jobs.failure(job);

    assertThat(faults.passed()).isEqualTo(strategy.attempts());
    assertThat(failure)
        .hasMessageContaining("around it")
        .hasCauseInstanceOf(IOException.class)
        .hasRootCauseMessage("injected at pass " + strategy.attempts());
    assertThat(Jobs.get(job.getJobStatus())).isEqualTo(JobStatus.FAILED);
  }

  @Test
  void exponential_delay_is_the_strategy_of_jobs_with_checkpoints() throws Exception {
    Ledger ledger = Ledger.create();
    Faults faults = Faults.when(pass -> pass <= 3);
    Faults.Handle thrice = faults.handle();
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(
            Jobs.options(directory)
                .with("restart.exponential-delay.initial-backoff", "10ms")
                .with("checkpointing.interval", "50ms"));
    env.fromSequence(1, 100)
        .map(
            number -> {
              thrice.pass();
              return number;
            })
        .returns(Long.class)
        .sinkTo(ledger.sink());

    Jobs.finish(env.executeAsync("exponential"));

    assertThat(faults.thrown()).isEqualTo(3);
    assertThat(ledger.lines())
        .containsExactlyInAnyOrderElementsOf(
            LongStream.rangeClosed(1, 100).mapToObj(String::valueOf).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"open", "close after failure", "error"})
  void whatever_a_function_throws_is_the_cause(String where) throws Exception {
    String id = directory + where;
    StreamExecutionEnvironment env = Jobs.env(directory);
    env.fromSequence(1, 10).map(new Throwing(where, id)).returns(Long.class).rebalance().print();

    JobExecutionException failure = Jobs.failure(env.executeAsync("cause"));

    assertThat(failure).hasStackTraceContaining("thrown in " + where);
    assertThat(Throwing.CLOSED).containsKey(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"heap", "rocksdb"})
  void a_damaged_file_ends_the_job_with_its_name(String backend) throws Exception {
    Path damaged = oneFileOf(savepoint(backend));
    byte[] bytes = Files.readAllBytes(damaged);
    bytes[bytes.length / 2] ^= 0x10;
    Files.write(damaged, bytes);

    assertThat(Jobs.failure(restored(backend)))
        .hasMessageContaining(damaged.getFileName().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"heap", "rocksdb"})
  void a_missing_file_ends_the_job_with_its_name(String backend) throws Exception {
    Path missing = oneFileOf(savepoint(backend));
    Files.delete(missing);

    assertThat(Jobs.failure(restored(backend)))
        .hasMessageContaining(missing.getFileName().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"heap", "rocksdb"})
  void a_file_that_vanishes_while_the_job_runs_does_not_make_it_restart_for_ever(String backend)
      throws Exception {
    Ledger ledger = Ledger.create();
    Gate gate = Gate.openTo(300);
    StreamExecutionEnvironment env = restarting(backend);
    Faults.Handle later = Faults.when(pass -> pass == 350).handle();
    env.fromSource(
            gate.source(2, 400), dev.weir.api.time.WatermarkStrategy.noWatermarks(), "numbers")
        .map(
            number -> {
              later.pass();
              return number;
            })
        .returns(Long.class)
        .keyBy(number -> number % 10)
        .process(new AllStates())
        .sinkTo(ledger.sink());
    JobClient job = env.executeAsync("vanishing");
    ledger.await(300);
    Path checkpoints = directory.resolve("checkpoints");
    deleteFilesOfState(checkpoints);
    gate.openUpTo(400);

    JobExecutionException failure = Jobs.failure(job);

    assertThat(failure.getMessage()).containsAnyOf("missing", "NoSuchFile", "no such file");
  }

  /** Until there is no newer checkpoint that has them all again. */
  private static void deleteFilesOfState(Path checkpoints) throws IOException {
    try (Stream<Path> files = Files.walk(checkpoints)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.toString().contains("/log/")) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private Path savepoint(String backend) throws Exception {
    Ledger ledger = Ledger.create();
    StreamExecutionEnvironment env = restarting(backend);
    env.fromSource(
            Gate.openTo(300).source(2, 400),
            dev.weir.api.time.WatermarkStrategy.noWatermarks(),
            "numbers")
        .keyBy(number -> number % 10)
        .process(new AllStates())
        .uid("states")
        .sinkTo(ledger.sink());
    JobClient job = env.executeAsync("damaged");
    ledger.await(300);
    return Path.of(java.net.URI.create(Jobs.stop(job, directory.resolve("savepoints"))));
  }

  private static Path oneFileOf(Path savepoint) throws IOException {
    try (Stream<Path> files = Files.list(savepoint)) {
      return files
          .filter(file -> !file.getFileName().toString().equals("manifest"))
          .findFirst()
          .orElseThrow();
    }
  }

  private JobClient restored(String backend) throws Exception {
    Path savepoints = directory.resolve("savepoints");
    Path savepoint;
    try (Stream<Path> all = Files.list(savepoints)) {
      savepoint =
          all.filter(path -> path.getFileName().toString().startsWith("run"))
              .findFirst()
              .orElseThrow();
    }
    StreamExecutionEnvironment env =
        Jobs.env(
            Jobs.options(directory)
                .with("state.backend", backend)
                .with("job.savepoint", savepoint.toString())
                .with("job.allow-non-restored-state", true));
    env.enableCheckpointing(20);
    env.setRestartStrategy(RestartStrategies.fixedDelayRestart(1_000_000, 10));
    env.fromSequence(0, 10)
        .keyBy(number -> number % 10)
        .process(new AllStates())
        .uid("states")
        .print();
    return env.executeAsync("damaged");
  }

  private StreamExecutionEnvironment restarting(String backend) {
    StreamExecutionEnvironment env =
        Jobs.env(Jobs.options(directory).with("state.backend", backend));
    env.enableCheckpointing(20);
    env.getCheckpointConfig().setTolerableCheckpointFailureNumber(1_000_000);
    env.setRestartStrategy(RestartStrategies.fixedDelayRestart(1_000_000, 10));
    return env;
  }

  private static final class Throwing extends RichMapFunction<Long, Long> {
    private static final long serialVersionUID = 1L;
    private static final Map<String, Boolean> CLOSED = new ConcurrentHashMap<>();
    private final String where;
    private final String id;

    Throwing(String where, String id) {
      this.where = where;
      this.id = id;
    }

    @Override
    public void open(OpenContext openContext) {
      if (where.equals("open")) {
        throw new IllegalStateException("thrown in open");
      }
    }

    @Override
    public Long map(Long value) {
      if (where.equals("error")) {
        throw new LinkageError("thrown in error");
      }
      if (where.equals("close after failure") && value == 3) {
        throw new IllegalStateException("thrown in close after failure");
      }
      return value;
    }

    @Override
    public void close() {
      CLOSED.put(id, true);
      if (where.equals("close after failure")) {
        throw new IllegalStateException("thrown by close");
      }
    }
  }
}
