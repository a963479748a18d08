package dev.weir.benchmarks.weir;

import dev.weir.api.sink.Sink;
import dev.weir.api.sink.SinkWriter;
import dev.weir.api.sink.WriterInitContext;
import dev.weir.benchmarks.cell.Delays;
import dev.weir.benchmarks.cell.Events;
import dev.weir.benchmarks.cell.Measurement;
import dev.weir.benchmarks.weir.WeirJobs.Due;
import org.jspecify.annotations.Nullable;

/** Measures how long after it was due each result comes, and sums up the results. */
record DelaySink(String measurement) implements Sink<Due> {

  @Override
  public SinkWriter<Due> createWriter(WriterInitContext context) {
    return new Writer(Measurement.find(measurement));
  }

  private static final class Writer implements SinkWriter<Due> {

    private final Measurement measurement;
    private @Nullable Delays delays;
    private long count;
    private long sum;

    Writer(Measurement measurement) {
      this.measurement = measurement;
    }

    @Override
    public void write(Due result, Context context) {
      if (delays == null) {
        delays = measurement.delays();
      }
      delays.came(result.dueNanos());
      count++;
      sum += Events.fingerprint(result.key(), result.count());
    }

    @Override
    public void flush(boolean endOfInput) {
      measurement.results(count, sum);
      count = 0;
      sum = 0;
    }

    @Override
    public void close() {
      // what was not flushed is no result
    }
  }
}
