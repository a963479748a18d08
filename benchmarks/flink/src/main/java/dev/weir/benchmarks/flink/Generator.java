package dev.weir.benchmarks.flink;

import dev.weir.benchmarks.cell.Measurement;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.datagen.source.GeneratorFunction;

/** Makes the records of one reader, and counts them. */
final class Generator<T> implements GeneratorFunction<Long, T> {

  private static final long serialVersionUID = 1L;

  private final String measurement;
  private final GeneratorFunction<Long, T> records;

  @SuppressWarnings("NullAway.Init") // set when opened
  private transient Measurement.Lane lane;

  Generator(String measurement, GeneratorFunction<Long, T> records) {
    this.measurement = measurement;
    this.records = records;
  }

  @Override
  public void open(SourceReaderContext readerContext) {
    lane = Measurement.find(measurement).lane();
  }

  @Override
  public T map(Long offset) throws Exception {
    lane.one();
    return records.map(offset);
  }
}
