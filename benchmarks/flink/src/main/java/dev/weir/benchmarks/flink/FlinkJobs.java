package dev.weir.benchmarks.flink;

import dev.weir.benchmarks.cell.BigState;
import dev.weir.benchmarks.cell.Cell;
import dev.weir.benchmarks.cell.Events;
import dev.weir.benchmarks.cell.Readings;
import dev.weir.benchmarks.cell.Workload;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.datastream.DataStreamSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.util.Collector;

/** The workloads as a user of Flink would write them. */
final class FlinkJobs {

  /** The shortest buffer timeout that is of use; the default of 100 ms favours throughput. */
  private static final long LOW_LATENCY_MILLIS = 1;

  private FlinkJobs() {}

  static void define(StreamExecutionEnvironment env, Cell cell, String measurement) {
    switch (cell.workload()) {
      case PASSTHROUGH -> passthrough(env, cell, measurement);
      case KEYEDCOUNT -> keyedCount(env, cell, measurement);
      case WORDCOUNT -> wordCount(env, cell, measurement);
      case WINDOW -> window(env, cell, measurement);
      case LATENCY -> latency(env, cell, measurement);
      case RECOVERY -> recovery(env, cell, measurement);
      case BACKPRESSURE -> backpressure(env, cell, measurement);
      case BIGSTATE, BIGSTATE_ZIPF -> bigState(env, cell, measurement);
      default -> new FlinkNexmark(env, cell, measurement).define(cell);
    }
  }

  private static void passthrough(StreamExecutionEnvironment env, Cell cell, String measurement) {
    source(env, cell, measurement, Events::mix, Types.LONG)
        .map(Events::mapped)
        .returns(Types.LONG)
        .filter(Events::kept)
        .sinkTo(new ChecksumSink<>(measurement, value -> value));
  }

  private static void keyedCount(StreamExecutionEnvironment env, Cell cell, String measurement) {
    long keys = cell.keys();
    source(env, cell, measurement, offset -> Events.key(offset, keys), Types.LONG)
        .keyBy(key -> key, Types.LONG)
        .process(new RunningCount(), Types.TUPLE(Types.LONG, Types.LONG))
        .sinkTo(
            new ChecksumSink<Tuple2<Long, Long>>(
                measurement, counted -> Events.fingerprint(counted.f0, counted.f1)));
  }

  private static void wordCount(StreamExecutionEnvironment env, Cell cell, String measurement) {
    TypeInformation<Tuple2<String, Long>> pair = Types.TUPLE(Types.STRING, Types.LONG);
    source(env, cell, measurement, Events::sentence, Types.STRING)
        .flatMap(FlinkJobs::split, pair)
        .keyBy(counted -> counted.f0, Types.STRING)
        .sum(1)
        .sinkTo(
            new ChecksumSink<Tuple2<String, Long>>(
                measurement, counted -> Events.fingerprint(counted.f0.hashCode(), counted.f1)));
  }

  private static void window(StreamExecutionEnvironment env, Cell cell, String measurement) {
    long keys = Readings.keys(cell);
    env.fromSource(
            new StripedSource<>(
                cell,
                measurement,
                (offset, due) -> Tuple2.of(Events.key(offset, keys), Readings.time(offset)),
                Types.TUPLE(Types.LONG, Types.LONG)),
            WatermarkStrategy.<Tuple2<Long, Long>>forBoundedOutOfOrderness(
                    Duration.ofMillis(Readings.DISORDER_MILLIS))
                .withTimestampAssigner((reading, before) -> reading.f1),
            "Readings")
        .keyBy(reading -> reading.f0, Types.LONG)
        .window(TumblingEventTimeWindows.of(Duration.ofMillis(Readings.WINDOW_MILLIS)))
        .aggregate(
            new Count<>(),
            new WithWindow(),
            Types.LONG,
            Types.LONG,
            Types.TUPLE(Types.LONG, Types.LONG, Types.LONG))
        .sinkTo(
            new ChecksumSink<Tuple3<Long, Long, Long>>(
                measurement, counted -> Readings.fingerprint(counted.f0, counted.f1, counted.f2)));
  }

  private static void latency(StreamExecutionEnvironment env, Cell cell, String measurement) {
    long keys = cell.keys();
    TypeInformation<Tuple3<Long, Long, Long>> type =
        Types.TUPLE(Types.LONG, Types.LONG, Types.LONG);
    env.setBufferTimeout(LOW_LATENCY_MILLIS);
    env.fromSource(
            new StripedSource<>(
                cell,
                measurement,
                (offset, due) -> Tuple3.of(Events.key(offset, keys), due, 0L),
                type),
            WatermarkStrategy.noWatermarks(),
            "Due")
        .keyBy(record -> record.f0, Types.LONG)
        .process(new DueCount(), type)
        .sinkTo(new DelaySink(measurement));
  }

  private static <T> DataStreamSource<T> source(
      StreamExecutionEnvironment env,
      Cell cell,
      String measurement,
      GeneratorFunction<Long, T> records,
      TypeInformation<T> type) {
    return env.fromSource(
        new DataGeneratorSource<>(new Generator<>(measurement, records), cell.events(), type),
        WatermarkStrategy.noWatermarks(),
        "Generator");
  }

  private static void recovery(StreamExecutionEnvironment env, Cell cell, String measurement) {
    long keys = cell.keys();
    env.fromSource(
            new StripedSource<>(cell, measurement, (offset, due) -> offset, Types.LONG),
            WatermarkStrategy.noWatermarks(),
            "Offsets")
        .map(new OnceFailing(measurement, keys))
        .returns(Types.LONG)
        .keyBy(key -> key, Types.LONG)
        .process(new RunningCount(), Types.TUPLE(Types.LONG, Types.LONG))
        .sinkTo(new DisasterSink(measurement));
  }

  private static void backpressure(StreamExecutionEnvironment env, Cell cell, String measurement) {
    long keys = cell.keys();
    env.fromSource(
            new StripedSource<>(
                cell, measurement, (offset, due) -> Events.key(offset, keys), Types.LONG),
            WatermarkStrategy.noWatermarks(),
            "Keys")
        .keyBy(key -> key, Types.LONG)
        .process(new RunningCount(), Types.TUPLE(Types.LONG, Types.LONG))
        .sinkTo(
            new ChecksumSink<Tuple2<Long, Long>>(
                measurement, counted -> Events.slowly(Events.fingerprint(counted.f0, counted.f1))));
  }

  private static void bigState(StreamExecutionEnvironment env, Cell cell, String measurement) {
    long keys = cell.keys();
    Workload workload = cell.workload();
    env.fromSource(
            new StripedSource<>(
                cell,
                measurement,
                (offset, due) -> BigState.key(offset, keys, workload),
                Types.LONG),
            WatermarkStrategy.noWatermarks(),
            "Keys")
        .keyBy(key -> key, Types.LONG)
        .process(new BigCount(), Types.TUPLE(Types.LONG, Types.LONG))
        .sinkTo(
            new ChecksumSink<Tuple2<Long, Long>>(
                measurement, counted -> Events.fingerprint(counted.f0, counted.f1)));
  }

  private static void split(String sentence, Collector<Tuple2<String, Long>> words) {
    int start = 0;
    int blank = sentence.indexOf(' ');
    while (blank >= 0) {
      words.collect(Tuple2.of(sentence.substring(start, blank), 1L));
      start = blank + 1;
      blank = sentence.indexOf(' ', start);
    }
    words.collect(Tuple2.of(sentence.substring(start), 1L));
  }
}
