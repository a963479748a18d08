package dev.weir.runtime.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.api.JobClient;
import dev.weir.api.JobExecutionException;
import dev.weir.api.JobStatus;
import dev.weir.api.RestartStrategies;
import dev.weir.api.SavepointFormatType;
import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.time.WatermarkStrategy;
import dev.weir.config.Configuration;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JobClientTest {

  @TempDir private Path directory;

  @Test
  void a_job_can_be_cancelled_at_once() throws Exception {
    for (int i = 0; i < 5; i++) {
      JobClient job = start(options(), "at once", Gate.open(), Ledger.create(), 1_000_000_000L);

      Jobs.get(job.cancel());

      assertThat(Jobs.failure(job)).hasMessageContaining("cancelled");
      assertThat(Jobs.get(job.getJobStatus())).isEqualTo(JobStatus.CANCELED);
    }
  }

  @Test
  void a_running_job_says_so_until_it_is_cancelled() throws Exception {
    Ledger ledger = Ledger.create();
    JobClient job = start(options(), "status", Gate.openTo(100), ledger, 200);
    ledger.await(100);

    // Records pass before the coordinator has heard of the last subtask that is deployed.
    while (Jobs.get(job.getJobStatus()) == JobStatus.CREATED) {
      Thread.onSpinWait();
    }
    assertThat(Jobs.get(job.getJobStatus())).isEqualTo(JobStatus.RUNNING);
    Jobs.get(job.cancel());
    assertThat(Jobs.failure(job)).hasMessageContaining("cancelled");
    assertThat(Jobs.get(job.getJobStatus())).isEqualTo(JobStatus.CANCELED);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_savepoint_goes_where_it_is_wanted_and_a_job_starts_from_it(boolean given)
      throws Exception {
    Ledger ledger = Ledger.create();
    Gate gate = Gate.openTo(300);
    Path savepoints = directory.resolve("savepoints");
    Configuration options = options().with("checkpointing.savepoint-dir", savepoints.toString());
    JobClient job = start(options, "saved", gate, ledger, 600);
    ledger.await(300);

    Path wanted = given ? directory.resolve("elsewhere") : savepoints;
    String path =
        Jobs.get(
            job.triggerSavepoint(given ? wanted.toString() : null, SavepointFormatType.CANONICAL));
    Jobs.get(job.cancel());
    Jobs.failure(job);
    gate.openUpTo(600);
    Jobs.finish(start(options.with("job.savepoint", path), "from it", gate, ledger, 600));

    assertThat(Path.of(URI.create(path)))
        .startsWith(wanted)
        .isDirectoryContaining("glob:**/manifest");
    assertThat(ledger.lines()).containsExactlyInAnyOrderElementsOf(counts(600));
  }

  @Test
  void a_savepoint_is_no_reason_to_commit_what_a_restart_would_repeat() throws Exception {
    Ledger ledger = Ledger.create();
    Gate gate = Gate.openTo(300);
    Faults.Handle once = Faults.when(pass -> pass == 450).handle();
    StreamExecutionEnvironment env = Jobs.env(options());
    env.enableCheckpointing(3_600_000);
    env.setRestartStrategy(RestartStrategies.fixedDelayRestart(2, 10));
    env.fromSource(gate.source(3, 600), WatermarkStrategy.noWatermarks(), "numbers")
        .map(
            number -> {
              once.pass();
              return number;
            })
        .returns(Long.class)
        .sinkTo(ledger.sink());
    JobClient job = env.executeAsync("between");
    gate.awaitEmitted(300);
    Jobs.get(
        job.triggerSavepoint(
            directory.resolve("savepoints").toString(), SavepointFormatType.CANONICAL));
    gate.openUpTo(600);
    Jobs.finish(job);

    assertThat(ledger.lines())
        .containsExactlyInAnyOrderElementsOf(
            LongStream.range(0, 600).mapToObj(String::valueOf).toList());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void stopping_with_a_savepoint_commits_and_keeps_everything(boolean drain) throws Exception {
    Ledger ledger = Ledger.create();
    Gate gate = Gate.openTo(5_000);
    JobClient job = start(options(), "stopped", gate, ledger, 10_000);
    ledger.await(1_000);

    String path =
        Jobs.get(
            job.stopWithSavepoint(
                drain, directory.resolve("savepoints").toString(), SavepointFormatType.NATIVE));
    Jobs.finish(job);

    assertThat(Jobs.get(job.getJobStatus())).isEqualTo(JobStatus.FINISHED);
    assertThat(Path.of(URI.create(path))).isDirectoryContaining("glob:**/manifest");
    int before = ledger.lines().size();
    assertThat(before).isGreaterThanOrEqualTo(1_000);
    if (!drain) {
      gate.openUpTo(10_000);
      Jobs.finish(start(options().with("job.savepoint", path), "on", gate, ledger, 10_000));
      assertThat(ledger.lines()).containsExactlyInAnyOrderElementsOf(counts(10_000));
    }
  }

  @Test
  void a_savepoint_in_the_storage_of_the_job_outlives_it() throws Exception {
    Ledger ledger = Ledger.create();
    Gate gate = Gate.openTo(300);
    JobClient job = start(options(), "own storage", gate, ledger, 600);
    ledger.await(300);

    String path = Jobs.get(job.stopWithSavepoint(false, null, SavepointFormatType.CANONICAL));
    Jobs.finish(job);
    gate.openUpTo(600);
    Jobs.finish(start(options().with("job.savepoint", path), "on", gate, ledger, 600));

    assertThat(ledger.lines()).containsExactlyInAnyOrderElementsOf(counts(600));
  }

  @Test
  void state_of_an_operator_that_is_gone_is_refused_unless_that_is_allowed() throws Exception {
    String savepoint = savepoint();
    Configuration from = options().with("job.savepoint", savepoint);

    assertThatThrownBy(() -> Jobs.finish(withoutCounts(from)))
        .isInstanceOf(JobExecutionException.class)
        .hasMessageContaining("counts");
    Jobs.finish(withoutCounts(from.with("job.allow-non-restored-state", true)));
  }

  private JobClient withoutCounts(Configuration options) throws Exception {
    StreamExecutionEnvironment env = Jobs.env(options);
    env.enableCheckpointing(20);
    env.setRestartStrategy(RestartStrategies.fixedDelayRestart(1_000_000, 10));
    env.fromSource(Gate.open().source(3, 600), WatermarkStrategy.noWatermarks(), "numbers")
        .uid("numbers")
        .sinkTo(Ledger.create().sink())
        .uid("ledger");
    return env.executeAsync("without counts");
  }

  @Test
  void another_maximum_parallelism_is_refused() throws Exception {
    Configuration from =
        options().with("job.savepoint", savepoint()).with("job.max-parallelism", 32);

    assertThatThrownBy(() -> Jobs.finish(start(from, "other", Gate.open(), Ledger.create(), 600)))
        .isInstanceOf(JobExecutionException.class)
        .hasMessageContaining("32")
        .hasMessageContaining("128");
  }

  @Test
  void a_savepoint_that_is_not_there_is_named() {
    Configuration from = options().with("job.savepoint", directory.resolve("none").toString());

    assertThatThrownBy(() -> Jobs.finish(start(from, "lost", Gate.open(), Ledger.create(), 6)))
        .isInstanceOf(JobExecutionException.class)
        .hasMessageContaining(directory.resolve("none").toString());
  }

  @Test
  void requests_to_a_job_that_is_over_are_refused() throws Exception {
    JobClient job = start(options(), "over", Gate.open(), Ledger.create(), 10);
    Jobs.finish(job);

    assertThat(job.triggerSavepoint(null, SavepointFormatType.CANONICAL))
        .failsWithin(java.time.Duration.ofSeconds(5))
        .withThrowableOfType(ExecutionException.class);
  }

  private String savepoint() throws Exception {
    Ledger ledger = Ledger.create();
    JobClient job = start(options(), "first", Gate.openTo(300), ledger, 600);
    ledger.await(300);
    return Jobs.stop(job, directory.resolve("savepoints"));
  }

  private Configuration options() {
    return Jobs.options(directory).with("job.max-parallelism", 128);
  }

  private static JobClient start(
      Configuration options, String name, Gate gate, Ledger ledger, long count) throws Exception {
    StreamExecutionEnvironment env = Jobs.env(options);
    env.enableCheckpointing(20);
    env.setRestartStrategy(RestartStrategies.fixedDelayRestart(1_000_000, 10));
    env.fromSource(gate.source(3, count), WatermarkStrategy.noWatermarks(), "numbers")
        .uid("numbers")
        .keyBy(number -> number % 100)
        .process(new AllStates())
        .uid("counts")
        .sinkTo(ledger.sink())
        .uid("ledger");
    return env.executeAsync(name);
  }

  private static Iterable<String> counts(int records) {
    return LongStream.range(0, records)
        .mapToObj(number -> number % 100 + ":" + (number / 100 + 1))
        .toList();
  }
}
