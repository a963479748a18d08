package dev.weir.runtime.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.AsyncDataStream;
import dev.weir.api.Collector;
import dev.weir.api.DataStream;
import dev.weir.api.JobClient;
import dev.weir.api.RestartStrategies;
import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.functions.AsyncFunction;
import dev.weir.api.functions.KeyedProcessFunction;
import dev.weir.api.functions.MapFunction;
import dev.weir.api.functions.ResultFuture;
import dev.weir.api.sink.DiscardingSink;
import dev.weir.api.time.WatermarkStrategy;
import dev.weir.api.types.Types;
import dev.weir.config.Configuration;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One watermark that makes very many timers due. */
final class WatermarkFiringTest {

  private static final int FRAME = 256;
  private static final int CREDITS = 2;

  @TempDir private Path directory;

  /** What a test and the functions of its job know together. */
  private static final class Shared {
    private static final Map<String, Shared> ALL = new ConcurrentHashMap<>();

    final String id = UUID.randomUUID().toString();
    final AtomicLong fired = new AtomicLong();
    final AtomicLong handled = new AtomicLong();
    final AtomicLong sum = new AtomicLong();
    final Semaphore permits = new Semaphore(0);
    final Semaphore handledPermits = new Semaphore(0);
    final CountDownLatch firing = new CountDownLatch(1);

    Shared() {
      ALL.put(id, this);
    }

    static Shared of(String id) {
      Shared shared = ALL.get(id);
      if (shared == null) {
        throw new IllegalStateException("no test " + id);
      }
      return shared;
    }

    void awaitHandled(int more) throws InterruptedException {
      assertThat(handledPermits.tryAcquire(more, Jobs.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** Waits with each number for the time that it is a multiple of, or the next one. */
  private static class Waiting extends KeyedProcessFunction<Long, Long, Long> {
    private static final long serialVersionUID = 1L;

    private final long step;

    Waiting(long step) {
      this.step = step;
    }

    @Override
    public void processElement(Long value, Context ctx, Collector<Long> out) {
      ctx.timerService().registerEventTimeTimer((value / step + 1) * step);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext ctx, Collector<Long> out) throws Exception {
      out.collect(ctx.getCurrentKey());
    }
  }

  private static final class CountedWaiting extends Waiting {
    private static final long serialVersionUID = 1L;

    private final String id;

    CountedWaiting(String id) {
      super(1);
      this.id = id;
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext ctx, Collector<Long> out) throws Exception {
      Shared.of(id).fired.incrementAndGet();
      super.onTimer(timestamp, ctx, out);
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
      Shared shared = Shared.of(id);
      shared.permits.acquire();
      shared.handled.incrementAndGet();
      shared.sum.addAndGet(value);
      shared.handledPermits.release();
      return value;
    }
  }

  private Configuration options(String backend) {
    return Jobs.options(directory).with("state.backend", backend).with("job.parallelism", 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"heap", "rocksdb"})
  void very_many_timers_of_one_watermark_fire_as_fast_as_a_slow_receiver_lets_them(String backend)
      throws Exception {
    long timers = backend.equals("heap") ? 1_000_000 : 200_000;
    Shared shared = new Shared();
    StreamExecutionEnvironment env =
        Jobs.env(
            options(backend).with("channel.frame-records", FRAME).with("channel.credits", CREDITS));
    env.fromSequence(0, timers - 1)
        .keyBy(number -> number, Types.LONG)
        .process(new CountedWaiting(shared.id))
        .returns(Long.class)
        .rebalance()
        .map(new Slow(shared.id))
        .returns(Long.class)
        .sinkTo(new DiscardingSink<>());
    JobClient job = env.executeAsync("pressed");

    for (int step = 0; step < 20; step++) {
      shared.permits.release(500);
      shared.awaitHandled(500);
      assertThat(shared.fired.get() - shared.handled.get())
          .as("records under way")
          .isLessThanOrEqualTo((CREDITS + 2) * FRAME);
    }
    shared.permits.release((int) timers);
    Jobs.finish(job);

    assertThat(shared.fired).hasValue(timers);
    assertThat(shared.handled).hasValue(timers);
    assertThat(shared.sum).hasValue(LongStream.range(0, timers).sum());
  }

  /** The last of its first timers lasts until the subtask is interrupted. */
  private static final class Hanging extends Waiting {
    private static final long serialVersionUID = 1L;
    private static final int FIRST = 1_000;

    private final String id;

    Hanging(String id) {
      super(1);
      this.id = id;
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext ctx, Collector<Long> out) {
      Shared shared = Shared.of(id);
      if (shared.fired.incrementAndGet() == FIRST) {
        shared.firing.countDown();
        try {
          shared.permits.acquire();
        } catch (InterruptedException cancelled) {
          // as a function may: the timers after this one are not to fire nevertheless
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"heap", "rocksdb"})
  void a_job_that_is_cancelled_fires_no_further_timer(String backend) throws Exception {
    Shared shared = new Shared();
    StreamExecutionEnvironment env = Jobs.env(options(backend));
    env.fromSequence(0, 100_000)
        .keyBy(number -> number, Types.LONG)
        .process(new Hanging(shared.id))
        .returns(Long.class)
        .sinkTo(new DiscardingSink<>());
    JobClient job = env.executeAsync("cancelled");
    assertThat(shared.firing.await(Jobs.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

    Jobs.get(job.cancel());

    assertThat(Jobs.failure(job)).hasMessageContaining("cancelled");
    assertThat(shared.fired).hasValue(Hanging.FIRST);
  }

  private static final class Failing implements MapFunction<Long, Long> {
    private static final long serialVersionUID = 1L;

    private final Faults.Handle faults;

    Failing(Faults.Handle faults) {
      this.faults = faults;
    }

    @Override
    public Long map(Long value) {
      faults.pass();
      return value;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"heap", "rocksdb"})
  void results_are_exact_if_a_failure_comes_in_the_midst_of_a_watermark(String backend)
      throws Exception {
    int numbers = 100_000;
    Faults faults = Faults.when(pass -> pass == 30_000 || pass == 75_000);
    Ledger ledger = Ledger.create();
    StreamExecutionEnvironment env =
        Jobs.env(
            options(backend)
                .with("job.parallelism", 2)
                .with("channel.frame-records", FRAME)
                .with("channel.credits", CREDITS));
    env.enableCheckpointing(20);
    env.setRestartStrategy(RestartStrategies.fixedDelayRestart(2, 10));
    DataStream<Long> source =
        env.fromSource(
            Gate.open().source(2, numbers),
            WatermarkStrategy.<Long>forMonotonousTimestamps()
                .withTimestampAssigner((number, timestamp) -> number),
            "numbers");
    source
        .keyBy(number -> number, Types.LONG)
        .process(new Waiting(20_000))
        .returns(Long.class)
        .rebalance()
        .map(new Failing(faults.handle()))
        .returns(Long.class)
        .sinkTo(ledger.sink());

    Jobs.finish(env.executeAsync("failing"));

    assertThat(faults.thrown()).isEqualTo(2);
    List<String> lines = ledger.lines();
    assertThat(lines).hasSize(numbers);
    assertThat(lines.stream().mapToLong(Long::parseLong).sorted().toArray())
        .isEqualTo(LongStream.range(0, numbers).toArray());
  }

  /** Never answers: each record has to wait until its time is over. */
  private static final class Silent implements AsyncFunction<Long, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public void asyncInvoke(Long input, ResultFuture<Long> resultFuture) {}

    @Override
    public void timeout(Long input, ResultFuture<Long> resultFuture) {
      resultFuture.complete(List.of(input));
    }
  }

  @Test
  void timers_wait_for_an_asynchronous_operator_that_waits_for_the_clock() throws Exception {
    int timers = 1_000;
    Ledger ledger = Ledger.create();
    StreamExecutionEnvironment env = Jobs.env(options("heap"));
    env.enableCheckpointing(20);
    DataStream<Long> fired =
        env.fromSequence(0, timers - 1)
            .keyBy(number -> number, Types.LONG)
            .process(new Waiting(1))
            .returns(Long.class);
    AsyncDataStream.orderedWait(fired, new Silent(), 2, TimeUnit.MILLISECONDS, 50)
        .returns(Long.class)
        .sinkTo(ledger.sink());

    Jobs.finish(env.executeAsync("silent"));

    assertThat(ledger.lines())
        .containsExactlyElementsOf(LongStream.range(0, timers).mapToObj(String::valueOf).toList());
  }
}
