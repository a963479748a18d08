package dev.weir.examples.cluster;

import dev.weir.api.Collector;
import dev.weir.api.DataStream;
import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.functions.KeyedProcessFunction;
import dev.weir.api.functions.OpenContext;
import dev.weir.api.functions.RichMapFunction;
import dev.weir.api.state.MapStateDescriptor;
import dev.weir.api.time.WatermarkStrategy;
import dev.weir.api.tuple.Tuple2;
import dev.weir.api.types.Types;
import dev.weir.api.windowing.assigners.TumblingEventTimeWindows;
import dev.weir.config.AggregationPhases;
import dev.weir.connector.file.FileSink;
import dev.weir.connector.file.OnCheckpointRollingPolicy;
import dev.weir.examples.cli.CommandLines;
import dev.weir.examples.cli.JobCommand;
import dev.weir.state.MapState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Counts numbers by their remainder and their time, which is the number itself, in two ways: in
 * windows that aggregate before the shuffle, and with a timer for each remainder and time. Each
 * count is one line of output, which must come once.
 */
@Command(name = "timed-count")
public final class TimedCount extends JobCommand {

  static final int KEYS = 13;
  private static final long WINDOW_MILLIS = 250;
  private static final long TIMER_MILLIS = 90;

  @Option(names = "--records", required = true)
  private long records;

  @Option(names = "--per-second")
  private long perSecond = Long.MAX_VALUE;

  @Option(names = "--output", required = true)
  private Path output = Path.of("");

  TimedCount() {
    super("timed-count");
  }

  public static void main(String[] args) {
    System.exit(CommandLines.of(new TimedCount()).execute(args));
  }

  /** All lines that must come, sorted. */
  static List<String> expected(long records) {
    Map<String, Long> counts = new TreeMap<>();
    for (long number = 0; number < records; number++) {
      long key = number % KEYS;
      counts.merge(line("window", key, number - number % WINDOW_MILLIS), 1L, Long::sum);
      counts.merge(line("timer", key, timerOf(number)), 1L, Long::sum);
    }
    List<String> lines = new ArrayList<>();
    counts.forEach((line, count) -> lines.add(line + count));
    return lines.stream().sorted().toList();
  }

  /** All lines that are committed, sorted. */
  static List<String> committed(Path output) throws IOException {
    List<String> lines = new ArrayList<>();
    if (Files.isDirectory(output)) {
      try (Stream<Path> files = Files.list(output)) {
        for (Path part : files.filter(file -> !isHidden(file)).toList()) {
          lines.addAll(Files.readAllLines(part, StandardCharsets.US_ASCII));
        }
      }
    }
    return lines.stream().sorted().toList();
  }

  private static boolean isHidden(Path file) {
    return file.getFileName().toString().startsWith(".");
  }

  private static String line(String kind, long key, long time) {
    return kind + "," + key + "," + time + ",";
  }

  private static long timerOf(long number) {
    return number - number % TIMER_MILLIS + TIMER_MILLIS;
  }

  @Override
  protected void build(StreamExecutionEnvironment env) {
    FileSink<String> lines =
        FileSink.<String>forRowFormat(
                output,
                (line, stream) -> stream.write((line + "\n").getBytes(StandardCharsets.US_ASCII)))
            .withRollingPolicy(OnCheckpointRollingPolicy.build())
            .build();
    DataStream<Tuple2<Long, Long>> numbers =
        env.fromSequence(0, records - 1)
            .setParallelism(1)
            .uid("numbers")
            .map(new Pace(perSecond))
            .setParallelism(1)
            .uid("pace")
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<Long>forMonotonousTimestamps()
                    .withTimestampAssigner((number, before) -> number))
            .setParallelism(1)
            .uid("time")
            .rebalance()
            .map(number -> Tuple2.of(number % KEYS, 1L), Types.TUPLE(Types.LONG, Types.LONG))
            .uid("keys");
    DataStream<String> windows =
        numbers
            .keyBy(number -> number.f0, Types.LONG)
            .window(TumblingEventTimeWindows.of(Duration.ofMillis(WINDOW_MILLIS)))
            .aggregationPhases(AggregationPhases.TWO_PHASE)
            .reduce(
                (a, b) -> Tuple2.of(a.f0, a.f1 + b.f1),
                (key, window, counts, out) ->
                    counts.forEach(
                        count -> out.collect(line("window", key, window.getStart()) + count.f1)),
                Types.STRING)
            .uid("windows");
    DataStream<String> timers =
        numbers
            .keyBy(number -> number.f0, Types.LONG)
            .process(new CountUntilTimer(), Types.STRING)
            .uid("timers");
    windows.union(timers).sinkTo(lines).uid("lines");
  }

  private static final class Pace extends RichMapFunction<Long, Long> {

    private static final long serialVersionUID = 1L;

    private final long nanosPerRecord;
    private transient long due;

    Pace(long perSecond) {
      nanosPerRecord = TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    @Override
    public void open(OpenContext openContext) {
      due = System.nanoTime();
    }

    @Override
    public Long map(Long number) {
      due += nanosPerRecord;
      long early = due - System.nanoTime();
      if (nanosPerRecord > 0 && early > 0) {
        LockSupport.parkNanos(early);
      }
      return number;
    }
  }

  private static final class CountUntilTimer
      extends KeyedProcessFunction<Long, Tuple2<Long, Long>, String> {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("NullAway.Init") // set by open()
    private transient MapState<Long, Long> counts;

    @Override
    public void open(OpenContext openContext) {
      counts =
          getRuntimeContext()
              .getMapState(new MapStateDescriptor<>("counts", Types.LONG, Types.LONG));
    }

    @Override
    public void processElement(Tuple2<Long, Long> number, Context ctx, Collector<String> out)
        throws Exception {
      Long time = ctx.timestamp();
      if (time == null) {
        throw new IllegalStateException("a record of key " + number.f0 + " has no time");
      }
      long timer = timerOf(time);
      Long before = counts.get(timer);
      counts.put(timer, before == null ? 1 : before + 1);
      ctx.timerService().registerEventTimeTimer(timer);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext ctx, Collector<String> out)
        throws Exception {
      out.collect(line("timer", ctx.getCurrentKey(), timestamp) + counts.get(timestamp));
      counts.remove(timestamp);
    }
  }
}
