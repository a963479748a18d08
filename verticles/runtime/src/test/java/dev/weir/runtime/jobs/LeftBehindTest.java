package dev.weir.runtime.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.DataStream;
import dev.weir.api.JobClient;
import dev.weir.api.RestartStrategies;
import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.config.Configuration;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LeftBehindTest {

  private static final Map<String, Stubborn> STUBBORN = new ConcurrentHashMap<>();

  private static final int RECORDS = 1_000;

  @TempDir private Path directory;

  /** One subtask hangs, whatever happens, and another throws: in the first attempt only. */
  private static final class Stubborn {
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final CountDownLatch passedAgain = new CountDownLatch(RECORDS);
    private final AtomicInteger thrown = new AtomicInteger();

    long hang(long number) {
      if (thrown.get() == 0) {
        hanging.countDown();
        await(released);
      }
      passedAgain.countDown();
      return number;
    }

    long fail(long number) {
      if (thrown.get() == 0) {
        await(hanging);
        thrown.incrementAndGet();
        throw new IllegalStateException("the first attempt fails");
      }
      return number;
    }

    private static void await(CountDownLatch latch) {
      boolean interrupted = false;
      while (latch.getCount() > 0) {
        try {
          latch.await();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Test
  void a_subtask_that_ignores_interrupts_takes_no_thread_from_the_next_attempt() throws Exception {
    Stubborn stubborn = new Stubborn();
    String id = directory.toString();
    STUBBORN.put(id, stubborn);
    Configuration options =
        Jobs.options(directory)
            .with("job.cancellation-timeout", "500ms")
            .with("job.chaining", false);
    StreamExecutionEnvironment env = Jobs.env(options);
    env.setRestartStrategy(RestartStrategies.fixedDelayRestart(1, 5));
    Ledger ledger = Ledger.create();
    env.setParallelism(1);
    DataStream<Long> numbers = env.fromSequence(1, RECORDS);
    numbers
        .map(number -> STUBBORN.get(id).hang(number))
        .returns(Long.class)
        .union(numbers.map(number -> STUBBORN.get(id).fail(number)).returns(Long.class))
        .sinkTo(ledger.sink());
    JobClient job = env.executeAsync("stubborn");

    boolean wentOn = stubborn.passedAgain.await(Jobs.PATIENCE_SECONDS, TimeUnit.SECONDS);
    stubborn.released.countDown();
    Jobs.finish(job);

    assertThat(wentOn).isTrue();
    assertThat(stubborn.thrown).hasValue(1);
    assertThat(ledger.lines()).hasSize(2 * RECORDS);
  }
}
