package dev.weir.benchmarks.jet;

import com.hazelcast.function.FunctionEx;
import com.hazelcast.jet.pipeline.Sink;
import com.hazelcast.jet.pipeline.SinkBuilder;
import dev.weir.benchmarks.cell.Measurement;

/** Counts the records and sums up their fingerprints; right only for jobs that do not restart. */
final class ChecksumSink {

  private final Measurement measurement;
  private long count;
  private long sum;

  private ChecksumSink(String measurement) {
    this.measurement = Measurement.find(measurement);
  }

  static <T> Sink<T> of(String measurement, FunctionEx<T, Long> fingerprint, int parallelism) {
    return SinkBuilder.sinkBuilder("checksum", context -> new ChecksumSink(measurement))
        .<T>receiveFn((sink, record) -> sink.add(fingerprint.apply(record)))
        .flushFn(ChecksumSink::flush)
        .preferredLocalParallelism(parallelism)
        .build();
  }

  private void add(long fingerprint) {
    count++;
    sum += fingerprint;
  }

  private void flush() {
    measurement.results(count, sum);
    count = 0;
    sum = 0;
  }
}
