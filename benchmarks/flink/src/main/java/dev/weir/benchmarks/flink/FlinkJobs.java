package dev.weir.benchmarks.flink;

import dev.weir.benchmarks.cell.Cell;
import dev.weir.benchmarks.cell.Events;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.datastream.DataStreamSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;

/** The workloads as a user of Flink would write them. */
final class FlinkJobs {

  private FlinkJobs() {}

  static void define(StreamExecutionEnvironment env, Cell cell, String measurement) {
    switch (cell.workload()) {
      case PASSTHROUGH -> passthrough(env, cell, measurement);
      case KEYEDCOUNT -> keyedCount(env, cell, measurement);
      case WORDCOUNT -> wordCount(env, cell, measurement);
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
