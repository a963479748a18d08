package dev.weir.benchmarks.weir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.Collector;
import dev.weir.api.DataStreamSource;
import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.functions.AggregateFunction;
import dev.weir.api.functions.KeyedProcessFunction;
import dev.weir.api.functions.OpenContext;
import dev.weir.api.sink.DiscardingSink;
import dev.weir.api.state.ValueStateDescriptor;
import dev.weir.api.time.TimestampAssigner;
import dev.weir.api.time.WatermarkStrategy;
import dev.weir.api.types.Types;
import dev.weir.api.windowing.assigners.TumblingEventTimeWindows;
import dev.weir.benchmarks.cell.Cell;
import dev.weir.benchmarks.cell.Load;
import dev.weir.benchmarks.cell.Measurement;
import dev.weir.benchmarks.cell.Workload;
import dev.weir.config.Configuration;
import dev.weir.state.ValueState;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * What the engine allocates for each record once it is warm, by the counters of the JVM, which are
 * exact. The functions here allocate nothing: they hand on numbers out of a table. What is left is
 * the engine's, and may only be what is paid once for each batch, timer or checkpoint.
 */
@Isolated("compilers that are busy with other tests leave code uncompiled, and it allocates more")
class AllocationTest {

  /** An eighth of the smallest object there is. */
  private static final double NOTHING_FOR_A_RECORD = 2;

  private static final int SMALLEST_OBJECT = 16;

  private static final long EVENTS = 6_000_000;
  private static final long MEASURED_FROM = 3_000_000;
  private static final long MEASURED_TO = 5_500_000;
  private static final int KEYS = 1024;

  /** So long that a key's window fires once for thousands of its records. */
  private static final Duration LONG_WINDOW = Duration.ofSeconds(1000);

  /** A long in an object of its own: what {@code ValueState<Long>} must make to return one. */
  private static final int BOXED_LONG = 24;

  /** Too high for the cache of small numbers, so that boxing one of them anew would be seen. */
  private static final Long[] NUMBERS = numbers();

  private static final Cell CELL =
      new Cell("weir", Workload.KEYEDCOUNT, 1, new Load(EVENTS, KEYS), 0, Cell.Backend.HEAP);

  private final Measurement measurement = Measurement.open(CELL.load());

  @TempDir private Path directory;

  @AfterEach
  void closeMeasurement() {
    measurement.close();
  }

  @Test
  void object_that_a_function_makes_for_each_record_is_seen() throws Exception {
    StreamExecutionEnvironment env = environment();
    source(env)
        .map(number -> new byte[(int) (number & 7)], Types.PRIMITIVE_ARRAY(byte[].class))
        .sinkTo(new DiscardingSink<>());

    assertThat(bytesPerRecord(env)).isGreaterThan(SMALLEST_OBJECT);
  }

  @Test
  void chained_record_allocates_nothing() throws Exception {
    StreamExecutionEnvironment env = environment();
    source(env)
        .map(number -> NUMBERS[(int) (number + 1) & KEYS - 1])
        .filter(number -> (number & 3) != 0)
        .sinkTo(new DiscardingSink<>());

    assertThat(bytesPerRecord(env)).isLessThan(NOTHING_FOR_A_RECORD);
  }

  @Test
  void record_that_changes_keyed_state_allocates_the_boxed_value_that_is_read_and_no_more()
      throws Exception {
    StreamExecutionEnvironment env = environment();
    source(env)
        .keyBy(number -> number, Types.LONG)
        .process(new NextNumber(), Types.LONG)
        .sinkTo(new DiscardingSink<>());

    assertThat(bytesPerRecord(env)).isLessThan(BOXED_LONG + NOTHING_FOR_A_RECORD);
  }

  @Test
  void record_in_a_tumbling_window_allocates_the_boxed_accumulator_and_no_more() throws Exception {
    StreamExecutionEnvironment env = environment();
    source(env)
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<Long>forMonotonousTimestamps()
                .withTimestampAssigner(context -> new OneAfterTheOther()))
        .keyBy(number -> number, Types.LONG)
        .window(TumblingEventTimeWindows.of(LONG_WINDOW))
        .aggregate(new LastNumber(), Types.LONG, Types.LONG)
        .sinkTo(new DiscardingSink<>());

    assertThat(bytesPerRecord(env)).isLessThan(BOXED_LONG + NOTHING_FOR_A_RECORD);
  }

  private StreamExecutionEnvironment environment() {
    return StreamExecutionEnvironment.getExecutionEnvironment(
        Configuration.defaults()
            .with("job.parallelism", 1)
            .with("checkpointing.dir", directory.resolve("checkpoints").toString())
            .with("state.local-dir", directory.resolve("local").toString())
            .with("restart.strategy", "none"));
  }

  private DataStreamSource<Long> source(StreamExecutionEnvironment env) {
    return env.fromSource(
        new StripedSource<>(CELL, measurement.id(), AllocationTest::number, Types.LONG),
        WatermarkStrategy.noWatermarks(),
        "Numbers");
  }

  /** The table again and again; begins and ends the measurement. */
  private static Long number(long offset, long dueNanos) {
    if (offset == MEASURED_FROM) {
      SubtaskAllocation.begin();
    } else if (offset == MEASURED_TO) {
      SubtaskAllocation.end(MEASURED_TO - MEASURED_FROM);
    }
    return NUMBERS[(int) offset & KEYS - 1];
  }

  private double bytesPerRecord(StreamExecutionEnvironment env) throws Exception {
    env.execute(measurement.id());
    return SubtaskAllocation.bytesPerRecord();
  }

  private static Long[] numbers() {
    Long[] numbers = new Long[KEYS];
    for (int i = 0; i < KEYS; i++) {
      numbers[i] = (long) KEYS + i;
    }
    return numbers;
  }

  /** Timestamps that rise by a millisecond with each record. */
  private static final class OneAfterTheOther implements TimestampAssigner<Long> {

    private long next;

    @Override
    public long extractTimestamp(Long element, long recordTimestamp) {
      return next++;
    }
  }

  /** Keeps the number after the one that it kept. */
  private static final class NextNumber extends KeyedProcessFunction<Long, Long, Long> {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("NullAway.Init") // set when opened
    private transient ValueState<@Nullable Long> kept;

    @Override
    public void open(OpenContext openContext) throws Exception {
      kept = getRuntimeContext().getState(new ValueStateDescriptor<>("kept", Types.LONG));
    }

    @Override
    public void processElement(Long number, Context ctx, Collector<Long> out) throws Exception {
      Long before = kept.value();
      int index = before == null ? 0 : (int) (before + 1) & KEYS - 1;
      kept.update(NUMBERS[index]);
      out.collect(number);
    }
  }

  /** Aggregates to the last number. */
  private static final class LastNumber implements AggregateFunction<Long, Long, Long> {

    private static final long serialVersionUID = 1L;

    @Override
    public Long createAccumulator() {
      return NUMBERS[0];
    }

    @Override
    public Long add(Long value, Long accumulator) {
      return NUMBERS[(int) (accumulator + 1) & KEYS - 1];
    }

    @Override
    public Long getResult(Long accumulator) {
      return accumulator;
    }

    @Override
    public Long merge(Long first, Long second) {
      return second;
    }
  }
}
