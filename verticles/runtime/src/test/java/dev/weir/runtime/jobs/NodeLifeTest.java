package dev.weir.runtime.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.JobClient;
import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.time.WatermarkStrategy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("looks at the threads of the whole JVM")
final class NodeLifeTest {

  @TempDir private Path directory;

  @Test
  void a_job_that_ends_takes_its_threads_with_it_though_another_goes_on() throws Exception {
    Ledger ledger = Ledger.create();
    JobClient lasting = job("lasting", Gate.openTo(10), ledger);
    ledger.await(10);

    JobClient brief = job("brief", Gate.open(), Ledger.create());
    Jobs.finish(brief);

    join(threadsOf(brief));
    assertThat(threadsOf(brief)).isEmpty();
    assertThat(threadsOf(lasting)).isNotEmpty();
    Jobs.get(lasting.cancel());
    Jobs.failure(lasting);
  }

  @Test
  void nothing_keeps_the_jvm_alive_when_the_last_job_is_over() throws Exception {
    Jobs.finish(job("last", Gate.open(), Ledger.create()));

    join(nodeThreads());
    assertThat(nodeThreads()).isEmpty();
  }

  /** A closed pool lets its threads end by themselves. */
  private static void join(List<Thread> threads) throws InterruptedException {
    for (Thread thread : threads) {
      thread.join(Duration.ofSeconds(10).toMillis());
    }
  }

  private JobClient job(String name, Gate gate, Ledger ledger) throws Exception {
    StreamExecutionEnvironment env = Jobs.env(directory);
    env.enableCheckpointing(20);
    env.fromSource(gate.source(2, 100), WatermarkStrategy.noWatermarks(), "numbers")
        .keyBy(number -> number % 10)
        .reduce(Long::sum)
        .sinkTo(ledger.sink());
    return env.executeAsync(name);
  }

  private static List<Thread> threadsOf(JobClient job) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().contains(job.getJobID().toString()))
        .toList();
  }

  private static List<Thread> nodeThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.isDaemon())
        .filter(
            thread ->
                thread.getName().startsWith("weir-") || thread.getName().startsWith("vert.x-"))
        .toList();
  }
}
