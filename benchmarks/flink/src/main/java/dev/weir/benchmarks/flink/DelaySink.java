package dev.weir.benchmarks.flink;

import dev.weir.benchmarks.cell.Delays;
import dev.weir.benchmarks.cell.Events;
import dev.weir.benchmarks.cell.Measurement;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.api.java.tuple.Tuple3;
import org.jspecify.annotations.Nullable;

/** Measures how long after it was due each result comes, and sums up the results. */
record DelaySink(String measurement) implements Sink<Tuple3<Long, Long, Long>> {

  @Override
  public SinkWriter<Tuple3<Long, Long, Long>> createWriter(WriterInitContext context) {
    return new Writer(Measurement.find(measurement));
  }

  private static final class Writer implements SinkWriter<Tuple3<Long, Long, Long>> {

    private final Measurement measurement;
    private @Nullable Delays delays;
    private long count;
    private long sum;

    Writer(Measurement measurement) {
      this.measurement = measurement;
    }

    @Override
    public void write(Tuple3<Long, Long, Long> result, Context context) {
      if (delays == null) {
        delays = measurement.delays();
      }
      delays.came(result.f1);
      count++;
      sum += Events.fingerprint(result.f0, result.f2);
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
