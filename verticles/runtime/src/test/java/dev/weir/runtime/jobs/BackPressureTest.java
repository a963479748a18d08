package dev.weir.runtime.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.JobClient;
import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.functions.MapFunction;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BackPressureTest {

  private static final int FRAME = 8;
  private static final int CREDITS = 2;

  @TempDir private Path directory;

  @Test
  void a_slow_operator_slows_the_sources_and_what_is_under_way_stays_bounded() throws Exception {
    Pressure pressure = new Pressure();
    String id = directory.toString();
    Pressure.ALL.put(id, pressure);
    StreamExecutionEnvironment env =
        Jobs.env(
            Jobs.options(directory)
                .with("channel.frame-records", FRAME)
                .with("channel.credits", CREDITS));
    env.fromSequence(1, 1_000_000_000L)
        .map(new Counting(id))
        .rebalance()
        .map(new Slow(id))
        .returns(Long.class)
        .sinkTo(Ledger.create().sink());
    JobClient job = env.executeAsync("pressed");

    for (int step = 0; step < 20; step++) {
      pressure.permits.release(50);
      pressure.awaitHandled((step + 1) * 50L - 2);
      assertThat(pressure.sent.get() - pressure.handled.get())
          .as("records under way")
          .isLessThanOrEqualTo(bound());
    }
    Jobs.get(job.cancel());
    assertThat(Jobs.failure(job)).hasMessageContaining("cancelled");
  }

  /** Two senders, two receivers: on each channel its credits, a frame being filled, one waiting. */
  private static long bound() {
    long perChannel = (CREDITS + 2L) * FRAME;
    return 4 * perChannel + 2L * 256;
  }

  private static final class Pressure {
    private static final Map<String, Pressure> ALL = new ConcurrentHashMap<>();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong handled = new AtomicLong();
    private final Semaphore permits = new Semaphore(0);
    private volatile CountDownLatch reached = new CountDownLatch(1);
    private volatile long wanted = Long.MAX_VALUE;

    static Pressure of(String id) {
      Pressure pressure = ALL.get(id);
      if (pressure == null) {
        throw new IllegalStateException("no test " + id);
      }
      return pressure;
    }

    void awaitHandled(long count) throws InterruptedException {
      reached = new CountDownLatch(1);
      wanted = count;
      if (handled.get() < count) {
        assertThat(reached.await(Jobs.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      }
    }

    void handle() throws InterruptedException {
      permits.acquire();
      if (handled.incrementAndGet() >= wanted) {
        reached.countDown();
      }
    }
  }

  private static final class Counting implements MapFunction<Long, Long> {
    private static final long serialVersionUID = 1L;
    private final String id;

    Counting(String id) {
      this.id = id;
    }

    @Override
    public Long map(Long value) {
      Pressure.of(id).sent.incrementAndGet();
      return value;
    }
  }

  private static final class Slow implements MapFunction<Long, Long> {
    private static final long serialVersionUID = 1L;
    private final String id;

    Slow(String id) {
      this.id = id;
    }

    @Override
    public Long map(Long value) throws InterruptedException {
      Pressure.of(id).handle();
      return value;
    }
  }
}
