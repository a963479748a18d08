package dev.weir.benchmarks.jet;

import com.hazelcast.jet.pipeline.Sink;
import com.hazelcast.jet.pipeline.SinkBuilder;
import dev.weir.benchmarks.cell.Delays;
import dev.weir.benchmarks.cell.Events;
import dev.weir.benchmarks.cell.Measurement;
import dev.weir.benchmarks.jet.JetJobs.Due;
import org.jspecify.annotations.Nullable;

/** Measures how long after it was due each result comes, and sums up the results. */
final class DelaySink {

  private final Measurement measurement;
  private @Nullable Delays delays;
  private long count;
  private long sum;

  private DelaySink(String measurement) {
    this.measurement = Measurement.find(measurement);
  }

  static Sink<Due> of(String measurement, int parallelism) {
    return SinkBuilder.sinkBuilder("delays", context -> new DelaySink(measurement))
        .<Due>receiveFn(DelaySink::add)
        .flushFn(DelaySink::flush)
        .preferredLocalParallelism(parallelism)
        .build();
  }

  private void add(Due result) {
    if (delays == null) {
      delays = measurement.delays();
    }
    delays.came(result.dueNanos());
    count++;
    sum += Events.fingerprint(result.key(), result.count());
  }

  private void flush() {
    measurement.results(count, sum);
    count = 0;
    sum = 0;
  }
}
