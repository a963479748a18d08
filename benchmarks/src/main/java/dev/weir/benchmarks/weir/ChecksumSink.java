package dev.weir.benchmarks.weir;

import dev.weir.api.sink.Sink;
import dev.weir.api.sink.SinkWriter;
import dev.weir.api.sink.WriterInitContext;
import dev.weir.benchmarks.cell.Measurement;
import java.io.Serializable;

/** Counts the records and sums up their fingerprints; right only for jobs that do not restart. */
final class ChecksumSink<T> implements Sink<T> {

  private static final long serialVersionUID = 1L;

  private final String measurement;
  private final Fingerprint<T> fingerprint;
  private final Fingerprint<T> weight;

  /** What a record adds to the checksum. */
  @FunctionalInterface
  interface Fingerprint<T> extends Serializable {
    long of(T result);
  }

  ChecksumSink(String measurement, Fingerprint<T> fingerprint) {
    this(measurement, fingerprint, record -> 1);
  }

  /**
   * A sink whose records do not count as one each.
   *
   * @param weight what a record adds to the number of results
   */
  ChecksumSink(String measurement, Fingerprint<T> fingerprint, Fingerprint<T> weight) {
    this.measurement = measurement;
    this.fingerprint = fingerprint;
    this.weight = weight;
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    return new Writer<>(Measurement.find(measurement), fingerprint, weight);
  }

  private static final class Writer<T> implements SinkWriter<T> {

    private final Measurement measurement;
    private final Fingerprint<T> fingerprint;
    private final Fingerprint<T> weight;
    private long count;
    private long sum;

    Writer(Measurement measurement, Fingerprint<T> fingerprint, Fingerprint<T> weight) {
      this.measurement = measurement;
      this.fingerprint = fingerprint;
      this.weight = weight;
    }

    @Override
    public void write(T element, Context context) {
      count += weight.of(element);
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
