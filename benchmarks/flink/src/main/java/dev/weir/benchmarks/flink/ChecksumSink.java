package dev.weir.benchmarks.flink;

import dev.weir.benchmarks.cell.Measurement;
import java.io.Serializable;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Counts the records and sums up their fingerprints; right only for jobs that do not restart. */
final class ChecksumSink<T> implements Sink<T> {

  private static final long serialVersionUID = 1L;

  private final String measurement;
  private final Fingerprint<T> fingerprint;

  /** What a record adds to the checksum. */
  @FunctionalInterface
  interface Fingerprint<T> extends Serializable {
    long of(T result);
  }

  ChecksumSink(String measurement, Fingerprint<T> fingerprint) {
    this.measurement = measurement;
    this.fingerprint = fingerprint;
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    return new Writer<>(Measurement.find(measurement), fingerprint);
  }

  private static final class Writer<T> implements SinkWriter<T> {

    private final Measurement measurement;
    private final Fingerprint<T> fingerprint;
    private long count;
    private long sum;

    Writer(Measurement measurement, Fingerprint<T> fingerprint) {
      this.measurement = measurement;
      this.fingerprint = fingerprint;
    }

    @Override
    public void write(T element, Context context) {
      count++;
      sum += fingerprint.of(element);
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
