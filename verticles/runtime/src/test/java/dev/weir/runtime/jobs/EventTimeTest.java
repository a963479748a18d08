package dev.weir.runtime.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.Collector;
import dev.weir.api.DataStream;
import dev.weir.api.JobClient;
import dev.weir.api.RestartStrategies;
import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.functions.CoMapFunction;
import dev.weir.api.functions.KeyedProcessFunction;
import dev.weir.api.functions.ProcessFunction;
import dev.weir.api.sink.DiscardingSink;
import dev.weir.api.time.Watermark;
import dev.weir.api.time.WatermarkGenerator;
import dev.weir.api.time.WatermarkOutput;
import dev.weir.api.time.WatermarkStrategy;
import dev.weir.config.Configuration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Event time through whole jobs. */
final class EventTimeTest {

  private static final int KEYS = 7;
  private static final long RECORDS = 6_000;

  @TempDir private Path directory;

  private static WatermarkStrategy<Long> ascending() {
    return WatermarkStrategy.<Long>forMonotonousTimestamps()
        .withTimestampAssigner((number, timestamp) -> number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"heap", "rocksdb"})
  void every_bucket_is_counted_once_through_failures_and_rescaling(String backend)
      throws Exception {
    Ledger ledger = Ledger.create();
    Gate gate = Gate.openTo(RECORDS / 3);

    JobClient first = buckets(backend, 1, "none", gate, ledger);
    ledger.await(KEYS * 15);
    String savepoint = Jobs.stop(first, directory.resolve("savepoints"));
    gate.openUpTo(RECORDS * 2 / 3);
    JobClient second = buckets(backend, 4, savepoint, gate, ledger);
    ledger.await(KEYS * 35);
    savepoint = Jobs.stop(second, directory.resolve("savepoints"));
    gate.openUpTo(Long.MAX_VALUE);
    Jobs.finish(buckets(backend, 3, savepoint, gate, ledger));

    assertThat(ledger.lines()).containsExactlyInAnyOrderElementsOf(exactCounts());
  }

  private JobClient buckets(
      String backend, int parallelism, String savepoint, Gate gate, Ledger ledger)
      throws Exception {
    Configuration options =
        Jobs.options(directory)
            .with("state.backend", backend)
            .with("job.savepoint", savepoint)
            .with("job.parallelism", parallelism)
            .with("job.max-parallelism", 64);
    StreamExecutionEnvironment env = Jobs.env(options);
    env.enableCheckpointing(40);
    env.getConfig().setAutoWatermarkInterval(5);
    env.setRestartStrategy(RestartStrategies.fixedDelayRestart(10, 10));
    Faults.Handle once = Faults.when(pass -> pass == RECORDS / 6).handle();
    env.fromSource(gate.source(5, RECORDS), ascending(), "numbers")
        .uid("numbers")
        .rebalance()
        .map(
            number -> {
              once.pass();
              return number;
            })
        .returns(Long.class)
        .uid("fault")
        .keyBy(number -> number % KEYS)
        .process(new BucketCounts())
        .uid("buckets")
        .sinkTo(ledger.sink())
        .uid("ledger");
    return env.executeAsync("buckets-" + parallelism);
  }

  private static List<String> exactCounts() {
    List<String> lines = new ArrayList<>();
    for (long start = 0; start < RECORDS; start += BucketCounts.BUCKET) {
      long end = Math.min(RECORDS, start + BucketCounts.BUCKET);
      for (long key = 0; key < KEYS; key++) {
        long count = 0;
        for (long number = start; number < end; number++) {
          count += number % KEYS == key ? 1 : 0;
        }
        lines.add(key + " " + (start + BucketCounts.BUCKET - 1) + " " + count);
      }
    }
    return lines;
  }

  @Test
  void a_reader_gets_all_splits_of_one_call_at_once() throws Exception {
    Gate gate = Gate.open();
    StreamExecutionEnvironment env = Jobs.env(directory);
    env.fromSource(gate.source(5, 100), ascending(), "numbers")
        .setParallelism(2)
        .sinkTo(new DiscardingSink<>());
    Jobs.finish(env.executeAsync("assignments"));
    assertThat(gate.assignments()).containsExactlyInAnyOrder(3, 2);
  }

  @Test
  void a_stream_that_is_idle_holds_nobody_back() throws Exception {
    Ledger ledger = Ledger.create();
    Gate closed = Gate.openTo(0);
    Gate open = Gate.openTo(1_000);
    StreamExecutionEnvironment env = Jobs.env(directory);
    env.getConfig().setAutoWatermarkInterval(5);
    DataStream<Long> silent =
        env.fromSource(
            closed.source(2, 10), ascending().withIdleness(Duration.ofMillis(20)), "silent");
    env.fromSource(open.source(2, 2_000), ascending(), "busy")
        .union(silent)
        .keyBy(number -> number % KEYS)
        .process(new BucketCounts())
        .sinkTo(ledger.sink());
    env.enableCheckpointing(20);
    JobClient job = env.executeAsync("idle");
    ledger.await(KEYS * 9);
    open.openUpTo(Long.MAX_VALUE);
    closed.openUpTo(Long.MAX_VALUE);
    Jobs.finish(job);
    assertThat(ledger.lines().stream().filter(line -> !line.startsWith("late"))).hasSize(KEYS * 20);
  }

  @Test
  void the_slower_of_two_inputs_is_the_time_of_both() throws Exception {
    Ledger ledger = Ledger.create();
    Gate slow = Gate.openTo(250);
    StreamExecutionEnvironment env = Jobs.env(directory);
    env.getConfig().setAutoWatermarkInterval(5);
    env.enableCheckpointing(20);
    DataStream<Long> first =
        env.fromSource(slow.source(2, 1_000), ascending(), "slow")
            .filter(number -> number % 2 == 0);
    DataStream<Long> second =
        env.fromSource(Gate.open().source(2, 1_000), ascending(), "quick")
            .filter(number -> number % 2 == 1);
    first
        .connect(second)
        .keyBy(number -> number % KEYS, number -> number % KEYS)
        .map(new OneOfTwo())
        .keyBy(number -> number % KEYS)
        .process(new BucketCounts())
        .sinkTo(ledger.sink());
    JobClient job = env.executeAsync("two inputs");
    ledger.await(KEYS * 2);
    slow.openUpTo(Long.MAX_VALUE);
    Jobs.finish(job);
    assertThat(ledger.lines()).hasSize(KEYS * 10).noneMatch(line -> line.startsWith("late"));
  }

  @Test
  void timestamps_can_be_assigned_behind_the_source() throws Exception {
    Ledger ledger = Ledger.create();
    StreamExecutionEnvironment env = Jobs.env(directory);
    env.enableCheckpointing(20);
    env.fromSequence(0, 999)
        .setParallelism(1)
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<Long>forGenerator(context -> new EachRecord())
                .withTimestampAssigner((number, timestamp) -> number))
        .setParallelism(1)
        .keyBy(number -> number % KEYS)
        .process(new BucketCounts())
        .sinkTo(ledger.sink());
    Jobs.finish(env.executeAsync("assigned"));
    assertThat(ledger.lines()).hasSize(KEYS * 10).noneMatch(line -> line.startsWith("late"));
  }

  @Test
  void a_timer_of_the_clock_fires_although_no_record_comes() throws Exception {
    Ledger ledger = Ledger.create();
    Gate gate = Gate.openTo(20);
    StreamExecutionEnvironment env = Jobs.env(directory);
    env.enableCheckpointing(20);
    env.fromSource(gate.source(2, 40), WatermarkStrategy.noWatermarks(), "numbers")
        .keyBy(number -> number)
        .process(new Alarm())
        .sinkTo(ledger.sink());
    JobClient job = env.executeAsync("alarms");
    ledger.await(20);
    gate.openUpTo(Long.MAX_VALUE);
    Jobs.finish(job);
    assertThat(ledger.lines()).hasSizeBetween(20, 40).doesNotHaveDuplicates();
  }

  @Test
  void a_timer_without_a_key_is_refused() throws Exception {
    StreamExecutionEnvironment env = Jobs.env(directory);
    env.fromSequence(0, 9)
        .process(
            new ProcessFunction<Long, String>() {
              @Override
              public void processElement(Long number, Context ctx, Collector<String> out) {
                ctx.timerService().registerEventTimeTimer(5);
              }
            })
        .print();
    assertThat(Jobs.failure(env.executeAsync("no key")))
        .hasRootCauseInstanceOf(UnsupportedOperationException.class)
        .rootCause()
        .hasMessageContaining("Setting timers is only supported on keyed streams");
  }

  @Test
  void readers_of_a_group_wait_for_the_slowest() throws Exception {
    Gate slow = Gate.openTo(1_000);
    Gate quick = Gate.open();
    Ledger ledger = Ledger.create();
    StreamExecutionEnvironment env = Jobs.env(directory);
    env.setParallelism(1);
    env.getConfig().setAutoWatermarkInterval(1);
    env.enableCheckpointing(20);
    WatermarkStrategy<Long> aligned =
        ascending().withWatermarkAlignment("group", Duration.ofMillis(500), Duration.ofMillis(2));
    long count = 20_000_000;
    DataStream<Long> first = env.fromSource(slow.source(1, 2_000), aligned, "slow");
    env.fromSource(quick.source(1, count), aligned, "quick")
        .union(first)
        .filter(number -> number % 1_000_000 == 0)
        .map(String::valueOf)
        .sinkTo(ledger.sink());
    JobClient job = env.executeAsync("aligned");
    quick.awaitEmitted(1_500);
    slow.awaitEmitted(1_000);
    long stopped = quick.awaitStandstill();
    assertThat(stopped).isBetween(1_500L, count - 1);
    slow.openUpTo(Long.MAX_VALUE);
    quick.awaitEmitted(stopped + 1);
    Jobs.get(job.cancel());
    Jobs.failure(job);
  }

  /** A watermark behind each record. */
  private static final class EachRecord implements WatermarkGenerator<Long> {
    @Override
    public void onEvent(Long event, long eventTimestamp, WatermarkOutput output) {
      output.emitWatermark(new Watermark(eventTimestamp - 1));
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
  }

  private static final class OneOfTwo implements CoMapFunction<Long, Long, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Long map1(Long value) {
      return value;
    }

    @Override
    public Long map2(Long value) {
      return value;
    }
  }

  /** Emits each number a little later. */
  private static final class Alarm extends KeyedProcessFunction<Long, Long, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(Long number, Context ctx, Collector<String> out) {
      ctx.timerService()
          .registerProcessingTimeTimer(ctx.timerService().currentProcessingTime() + 10);
    }

    @Override
    public void onTimer(long time, OnTimerContext ctx, Collector<String> out) {
      out.collect("rings " + ctx.getCurrentKey());
    }
  }
}
