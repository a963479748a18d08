package dev.weir.benchmarks.jet;

import com.hazelcast.function.FunctionEx;
import com.hazelcast.jet.RestartableException;
import com.hazelcast.jet.Traverser;
import com.hazelcast.jet.Traversers;
import com.hazelcast.jet.Util;
import com.hazelcast.jet.accumulator.LongAccumulator;
import com.hazelcast.jet.aggregate.AggregateOperations;
import com.hazelcast.jet.datamodel.KeyedWindowResult;
import com.hazelcast.jet.pipeline.BatchStage;
import com.hazelcast.jet.pipeline.Pipeline;
import com.hazelcast.jet.pipeline.WindowDefinition;
import dev.weir.benchmarks.cell.Cell;
import dev.weir.benchmarks.cell.Events;
import dev.weir.benchmarks.cell.Measurement;
import dev.weir.benchmarks.cell.Readings;
import java.io.Serializable;
import java.util.Map;

/** The workloads as a user of Jet would write them. */
final class JetJobs {

  /** A record of a key, with its time in milliseconds. */
  record Reading(long key, long time) implements Serializable {}

  /** A key of a record that was due at some time, and how often it has come. */
  record Due(long key, long dueNanos, long count) implements Serializable {}

  private JetJobs() {}

  static Pipeline define(Cell cell, String measurement) {
    Pipeline pipeline = Pipeline.create();
    // Each record keeps its place, and the source may not be split from what it feeds.
    pipeline.setPreserveOrder(true);
    switch (cell.workload()) {
      case PASSTHROUGH -> passthrough(pipeline, cell, measurement);
      case KEYEDCOUNT -> keyedCount(pipeline, cell, measurement, print -> print);
      case WORDCOUNT -> wordCount(pipeline, cell, measurement);
      case WINDOW -> window(pipeline, cell, measurement);
      case LATENCY -> latency(pipeline, cell, measurement);
      case RECOVERY -> recovery(pipeline, cell, measurement);
      case BACKPRESSURE -> keyedCount(pipeline, cell, measurement, Events::slowly);
      default -> new JetNexmark(pipeline, cell, measurement).define();
    }
    return pipeline;
  }

  private static void passthrough(Pipeline pipeline, Cell cell, String measurement) {
    source(pipeline, cell, measurement, Events::mix)
        .map(Events::mapped)
        .filter(Events::kept)
        .writeTo(ChecksumSink.of(measurement, value -> value, cell.parallelism()));
  }

  private static void keyedCount(
      Pipeline pipeline, Cell cell, String measurement, FunctionEx<Long, Long> taken) {
    long keys = cell.keys();
    source(pipeline, cell, measurement, offset -> Events.key(offset, keys))
        .groupingKey(key -> key)
        .mapStateful(
            LongAccumulator::new,
            (count, key, record) -> {
              count.add(1);
              return Util.entry(key, count.get());
            })
        .setLocalParallelism(cell.parallelism())
        .writeTo(
            ChecksumSink.of(
                measurement,
                (Map.Entry<Long, Long> counted) ->
                    taken.apply(Events.fingerprint(counted.getKey(), counted.getValue())),
                cell.parallelism()));
  }

  private static void recovery(Pipeline pipeline, Cell cell, String measurement) {
    long keys = cell.keys();
    source(pipeline, cell, measurement, offset -> offset)
        .map(offset -> key(measurement, offset, keys))
        .groupingKey(key -> key)
        .mapStateful(
            LongAccumulator::new,
            (count, key, record) -> {
              count.add(1);
              return Util.entry(key, count.get());
            })
        .setLocalParallelism(cell.parallelism())
        .writeTo(DisasterSink.of(measurement, cell.parallelism()));
  }

  /** Fails as connectors do that want the job to be restarted. */
  private static long key(String measurement, long offset, long keys) {
    if (Measurement.find(measurement).disaster().happens(offset)) {
      throw new RestartableException("This failure is what is measured, at offset " + offset);
    }
    return Events.key(offset, keys);
  }

  private static void wordCount(Pipeline pipeline, Cell cell, String measurement) {
    source(pipeline, cell, measurement, Events::sentence)
        .flatMap(JetJobs::split)
        .groupingKey(word -> word)
        .mapStateful(
            LongAccumulator::new,
            (count, word, record) -> {
              count.add(1);
              return Util.entry(word, count.get());
            })
        .setLocalParallelism(cell.parallelism())
        .writeTo(
            ChecksumSink.of(
                measurement,
                (Map.Entry<String, Long> counted) ->
                    Events.fingerprint(counted.getKey().hashCode(), counted.getValue()),
                cell.parallelism()));
  }

  private static void window(Pipeline pipeline, Cell cell, String measurement) {
    long keys = Readings.keys(cell);
    pipeline
        .readFrom(
            StripedGenerator.source(
                measurement,
                cell,
                (offset, due) -> new Reading(Events.key(offset, keys), Readings.time(offset))))
        .withTimestamps(Reading::time, Readings.DISORDER_MILLIS)
        .setLocalParallelism(cell.parallelism())
        .groupingKey(Reading::key)
        .window(WindowDefinition.tumbling(Readings.WINDOW_MILLIS))
        .aggregate(AggregateOperations.counting())
        .setLocalParallelism(cell.parallelism())
        .writeTo(
            ChecksumSink.of(
                measurement,
                (KeyedWindowResult<Long, Long> counted) ->
                    Readings.fingerprint(counted.key(), counted.start(), counted.result()),
                cell.parallelism()));
  }

  private static void latency(Pipeline pipeline, Cell cell, String measurement) {
    long keys = cell.keys();
    pipeline
        .readFrom(
            StripedGenerator.source(
                measurement, cell, (offset, due) -> new Due(Events.key(offset, keys), due, 0)))
        .withoutTimestamps()
        .setLocalParallelism(cell.parallelism())
        .groupingKey(Due::key)
        .mapStateful(
            LongAccumulator::new,
            (count, key, record) -> {
              count.add(1);
              return new Due(key, record.dueNanos(), count.get());
            })
        .setLocalParallelism(cell.parallelism())
        .writeTo(DelaySink.of(measurement, cell.parallelism()));
  }

  private static <T> BatchStage<T> source(
      Pipeline pipeline, Cell cell, String measurement, FunctionEx<Long, T> records) {
    return pipeline
        .readFrom(Generator.source(measurement, records, cell.events(), cell.parallelism()))
        .setLocalParallelism(cell.parallelism());
  }

  private static Traverser<String> split(String sentence) {
    return Traversers.traverseArray(sentence.split(" "));
  }
}
