package dev.weir.benchmarks.weir;

import dev.weir.api.Collector;
import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.source.DataGeneratorSource;
import dev.weir.api.time.WatermarkStrategy;
import dev.weir.api.types.Types;
import dev.weir.api.windowing.assigners.TumblingEventTimeWindows;
import dev.weir.benchmarks.cell.BigState;
import dev.weir.benchmarks.cell.Cell;
import dev.weir.benchmarks.cell.Events;
import dev.weir.benchmarks.cell.Readings;
import dev.weir.benchmarks.cell.Workload;
import dev.weir.config.AggregationPhases;
import java.time.Duration;

/** The workloads as a user of Weir would write them. */
final class WeirJobs {

  /** A word, and how often it has come. */
  record WordCount(String word, long count) {}

  /** A key, and how often it has come. */
  record KeyCount(long key, long count) {}

  /** A record of a key, with its time in milliseconds. */
  record Reading(long key, long time) {}

  /** How many records of a key came in a window. */
  record WindowCount(long key, long windowStart, long count) {}

  /** A key of a record that was due at some time, and how often it has come. */
  record Due(long key, long dueNanos, long count) {}

  private WeirJobs() {}

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
      default -> new WeirNexmark(env, cell, measurement).define(cell);
    }
  }

  private static void passthrough(StreamExecutionEnvironment env, Cell cell, String measurement) {
    env.fromSource(
            new DataGeneratorSource<>(
                new Generator<>(measurement, Events::mix), cell.events(), Types.LONG),
            WatermarkStrategy.noWatermarks(),
            "Numbers")
        .uid("numbers")
        .map(Events::mapped)
        .uid("mapped")
        .filter(Events::kept)
        .uid("kept")
        .sinkTo(new ChecksumSink<>(measurement, value -> value))
        .uid("checksum");
  }

  private static void keyedCount(StreamExecutionEnvironment env, Cell cell, String measurement) {
    long keys = cell.keys();
    env.fromSource(
            new DataGeneratorSource<>(
                new Generator<>(measurement, offset -> Events.key(offset, keys)),
                cell.events(),
                Types.LONG),
            WatermarkStrategy.noWatermarks(),
            "Keys")
        .uid("keys")
        .keyBy(key -> key, Types.LONG)
        .process(new RunningCount())
        .uid("count")
        .sinkTo(
            new ChecksumSink<>(
                measurement, counted -> Events.fingerprint(counted.key(), counted.count())))
        .uid("checksum");
  }

  private static void wordCount(StreamExecutionEnvironment env, Cell cell, String measurement) {
    env.fromSource(
            new DataGeneratorSource<>(
                new Generator<>(measurement, Events::sentence), cell.events(), Types.STRING),
            WatermarkStrategy.noWatermarks(),
            "Sentences")
        .uid("sentences")
        .flatMap(WeirJobs::split, Types.RECORD(WordCount.class))
        .uid("split")
        .keyBy(WordCount::word, Types.STRING)
        .sum("count")
        .uid("sum")
        .sinkTo(
            new ChecksumSink<>(
                measurement,
                counted -> Events.fingerprint(counted.word().hashCode(), counted.count())))
        .uid("checksum");
  }

  private static void window(StreamExecutionEnvironment env, Cell cell, String measurement) {
    long keys = Readings.keys(cell);
    env.fromSource(
            new StripedSource<>(
                cell,
                measurement,
                (offset, due) -> new Reading(Events.key(offset, keys), Readings.time(offset)),
                Types.RECORD(Reading.class)),
            WatermarkStrategy.<Reading>forBoundedOutOfOrderness(
                    Duration.ofMillis(Readings.DISORDER_MILLIS))
                .withTimestampAssigner((reading, before) -> reading.time()),
            "Readings")
        .uid("readings")
        .keyBy(Reading::key, Types.LONG)
        .window(TumblingEventTimeWindows.of(Duration.ofMillis(Readings.WINDOW_MILLIS)))
        .aggregationPhases(AggregationPhases.TWO_PHASE)
        .aggregate(new Count<>(), new WithWindow(), Types.LONG, Types.RECORD(WindowCount.class))
        .uid("count")
        .sinkTo(
            new ChecksumSink<>(
                measurement,
                counted ->
                    Readings.fingerprint(counted.key(), counted.windowStart(), counted.count())))
        .uid("checksum");
  }

  private static void latency(StreamExecutionEnvironment env, Cell cell, String measurement) {
    long keys = cell.keys();
    env.fromSource(
            new StripedSource<>(
                cell,
                measurement,
                (offset, due) -> new Due(Events.key(offset, keys), due, 0),
                Types.RECORD(Due.class)),
            WatermarkStrategy.noWatermarks(),
            "Due")
        .uid("due")
        .keyBy(Due::key, Types.LONG)
        .process(new DueCount(), Types.RECORD(Due.class))
        .uid("count")
        .sinkTo(new DelaySink(measurement))
        .uid("delays");
  }

  private static void recovery(StreamExecutionEnvironment env, Cell cell, String measurement) {
    long keys = cell.keys();
    env.fromSource(
            new StripedSource<>(cell, measurement, (offset, due) -> offset, Types.LONG),
            WatermarkStrategy.noWatermarks(),
            "Offsets")
        .uid("offsets")
        .map(new OnceFailing(measurement, keys))
        .uid("fail")
        .keyBy(key -> key, Types.LONG)
        .process(new RunningCount())
        .uid("count")
        .sinkTo(new DisasterSink(measurement))
        .uid("disaster");
  }

  private static void backpressure(StreamExecutionEnvironment env, Cell cell, String measurement) {
    long keys = cell.keys();
    env.fromSource(
            new StripedSource<>(
                cell, measurement, (offset, due) -> Events.key(offset, keys), Types.LONG),
            WatermarkStrategy.noWatermarks(),
            "Keys")
        .uid("keys")
        .keyBy(key -> key, Types.LONG)
        .process(new RunningCount())
        .uid("count")
        .sinkTo(
            new ChecksumSink<KeyCount>(
                measurement,
                counted -> Events.slowly(Events.fingerprint(counted.key(), counted.count()))))
        .uid("checksum");
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
        .uid("keys")
        .keyBy(key -> key, Types.LONG)
        .process(new BigCount())
        .uid("count")
        .sinkTo(
            new ChecksumSink<KeyCount>(
                measurement, counted -> Events.fingerprint(counted.key(), counted.count())))
        .uid("checksum");
  }

  private static void split(String sentence, Collector<WordCount> words) {
    int start = 0;
    int blank = sentence.indexOf(' ');
    while (blank >= 0) {
      words.collect(new WordCount(sentence.substring(start, blank), 1));
      start = blank + 1;
      blank = sentence.indexOf(' ', start);
    }
    words.collect(new WordCount(sentence.substring(start), 1));
  }
}
