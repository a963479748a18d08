package dev.weir.runtime.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.Collector;
import dev.weir.api.DataStream;
import dev.weir.api.JobClient;
import dev.weir.api.KeyedStream;
import dev.weir.api.RestartStrategies;
import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.functions.AggregateFunction;
import dev.weir.api.functions.ProcessWindowFunction;
import dev.weir.api.functions.WindowFunction;
import dev.weir.api.time.WatermarkStrategy;
import dev.weir.api.types.Types;
import dev.weir.api.windowing.assigners.EventTimeSessionWindows;
import dev.weir.api.windowing.assigners.SlidingEventTimeWindows;
import dev.weir.api.windowing.assigners.TumblingEventTimeWindows;
import dev.weir.api.windowing.windows.TimeWindow;
import dev.weir.config.AggregationPhases;
import dev.weir.config.Configuration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Windows through whole jobs. */
final class WindowsTest {

  private static final int KEYS = 7;
  private static final long RECORDS = 6_000;
  private static final long SIZE = 120;
  private static final long SLIDE = 40;

  /** Of each {@code PERIOD} numbers the last {@code PERIOD - BURST} are left out of sessions. */
  private static final long PERIOD = 100;

  private static final long BURST = 60;

  @TempDir private Path directory;

  /** Counts. */
  private static final class Count implements AggregateFunction<Long, Long, Long> {
    @Override
    public Long createAccumulator() {
      return 0L;
    }

    @Override
    public Long add(Long value, Long accumulator) {
      return accumulator + 1;
    }

    @Override
    public Long getResult(Long accumulator) {
      return accumulator;
    }

    @Override
    public Long merge(Long a, Long b) {
      return a + b;
    }
  }

  /** Says what window of what key holds what. */
  private record Line(String name) implements WindowFunction<Long, String, Long, TimeWindow> {
    @Override
    public void apply(Long key, TimeWindow window, Iterable<Long> input, Collector<String> out) {
      for (Long value : input) {
        out.collect(line(name, key, window.getStart(), window.getEnd(), value));
      }
    }
  }

  /** Adds up all records of a window when it fires. */
  private static final class SumOfAll
      extends ProcessWindowFunction<Long, String, Long, TimeWindow> {
    @Override
    public void process(Long key, Context context, Iterable<Long> elements, Collector<String> out) {
      long sum = 0;
      for (Long element : elements) {
        sum += element;
      }
      TimeWindow window = context.window();
      out.collect(line("all", key, window.getStart(), window.getEnd(), sum));
    }
  }

  private static String line(String name, long key, long start, long end, long value) {
    return name + " " + key + " [" + start + "," + end + ") " + value;
  }

  @ParameterizedTest
  @CsvSource({"heap, ONE_PHASE", "heap, TWO_PHASE", "rocksdb, TWO_PHASE"})
  void every_window_is_right_through_failures_and_rescaling(
      String backend, AggregationPhases phases) throws Exception {
    Ledger ledger = Ledger.create();
    Gate gate = Gate.openTo(RECORDS / 3);

    JobClient first = job(backend, phases, 1, "none", gate, ledger);
    ledger.await(KEYS * 40);
    String savepoint = Jobs.stop(first, directory.resolve("savepoints"));
    gate.openUpTo(RECORDS * 2 / 3);
    JobClient second = job(backend, phases, 4, savepoint, gate, ledger);
    ledger.await(KEYS * 120);
    savepoint = Jobs.stop(second, directory.resolve("savepoints"));
    gate.openUpTo(Long.MAX_VALUE);
    Jobs.finish(job(backend, AggregationPhases.AUTO, 3, savepoint, gate, ledger));

    List<String> expected = new ArrayList<>();
    expected.addAll(sliding());
    expected.addAll(tumbling("all"));
    expected.addAll(tumbling("sum"));
    expected.addAll(sessions());
    assertThat(ledger.lines()).containsExactlyInAnyOrderElementsOf(expected);
  }

  private JobClient job(
      String backend,
      AggregationPhases phases,
      int parallelism,
      String savepoint,
      Gate gate,
      Ledger ledger)
      throws Exception {
    Configuration options =
        Jobs.options(directory)
            .with("state.backend", backend)
            .with("job.savepoint", savepoint)
            .with("job.parallelism", parallelism)
            .with("job.window-aggregation", phases)
            .with("job.max-parallelism", 64);
    StreamExecutionEnvironment env = Jobs.env(options);
    env.enableCheckpointing(40);
    env.getConfig().setAutoWatermarkInterval(5);
    env.setRestartStrategy(RestartStrategies.fixedDelayRestart(10, 10));
    Faults.Handle once = Faults.when(pass -> pass == RECORDS / 6).handle();
    KeyedStream<Long, Long> numbers =
        env.fromSource(
                gate.source(5, RECORDS),
                WatermarkStrategy.<Long>forMonotonousTimestamps()
                    .withTimestampAssigner((number, timestamp) -> number),
                "numbers")
            .uid("numbers")
            .rebalance()
            .map(
                number -> {
                  once.pass();
                  return number;
                })
            .returns(Long.class)
            .uid("fault")
            .keyBy(number -> number % KEYS, Types.LONG);
    DataStream<String> sliding =
        numbers
            .window(SlidingEventTimeWindows.of(Duration.ofMillis(SIZE), Duration.ofMillis(SLIDE)))
            .aggregate(new Count(), new Line("sliding"))
            .uid("sliding");
    DataStream<String> sums =
        numbers
            .window(TumblingEventTimeWindows.of(Duration.ofMillis(SIZE)))
            .reduce(Long::sum, new Line("sum"))
            .uid("sums");
    DataStream<String> all =
        numbers
            .window(TumblingEventTimeWindows.of(Duration.ofMillis(SIZE)))
            .process(new SumOfAll())
            .uid("all");
    DataStream<String> sessions =
        numbers
            .filter(number -> number % PERIOD < BURST)
            .uid("bursts")
            .keyBy(number -> number % KEYS, Types.LONG)
            .window(EventTimeSessionWindows.withGap(Duration.ofMillis(KEYS)))
            .reduce(Long::sum, new Line("session"))
            .uid("sessions");
    sliding.union(sums, all, sessions).sinkTo(ledger.sink()).uid("ledger");
    return env.executeAsync("windows-" + parallelism);
  }

  private static List<String> sliding() {
    List<String> lines = new ArrayList<>();
    for (long start = SLIDE - SIZE; start < RECORDS; start += SLIDE) {
      for (long key = 0; key < KEYS; key++) {
        long count = 0;
        for (long number = Math.max(0, start); number < Math.min(RECORDS, start + SIZE); number++) {
          count += number % KEYS == key ? 1 : 0;
        }
        if (count > 0) {
          lines.add(line("sliding", key, start, start + SIZE, count));
        }
      }
    }
    return lines;
  }

  private static List<String> tumbling(String name) {
    List<String> lines = new ArrayList<>();
    for (long start = 0; start < RECORDS; start += SIZE) {
      for (long key = 0; key < KEYS; key++) {
        long sum = 0;
        for (long number = start; number < Math.min(RECORDS, start + SIZE); number++) {
          sum += number % KEYS == key ? number : 0;
        }
        lines.add(line(name, key, start, start + SIZE, sum));
      }
    }
    return lines;
  }

  /** Numbers of a key are {@code KEYS} apart, which is the gap; a burst ends, and so a session. */
  private static List<String> sessions() {
    List<String> lines = new ArrayList<>();
    for (long start = 0; start < RECORDS; start += PERIOD) {
      for (long key = 0; key < KEYS; key++) {
        long first = -1;
        long last = -1;
        long sum = 0;
        for (long number = start; number < start + BURST; number++) {
          if (number % KEYS == key) {
            first = first < 0 ? number : first;
            last = number;
            sum += number;
          }
        }
        lines.add(line("session", key, first, last + KEYS, sum));
      }
    }
    return lines;
  }
}
