package dev.weir.benchmarks.weir;

import dev.weir.api.sink.Sink;
import dev.weir.api.sink.SinkWriter;
import dev.weir.api.sink.WriterInitContext;
import dev.weir.benchmarks.cell.Disaster;
import dev.weir.benchmarks.cell.Measurement;
import dev.weir.benchmarks.weir.WeirJobs.KeyCount;

/** Notes what comes after the failure, and how far the counts get. */
record DisasterSink(String measurement) implements Sink<KeyCount> {

  @Override
  public SinkWriter<KeyCount> createWriter(WriterInitContext context) {
    Disaster disaster = Measurement.find(measurement).disaster();
    return new Writer(disaster, disaster.hasHappened());
  }

  private record Writer(Disaster disaster, boolean afterwards) implements SinkWriter<KeyCount> {

    @Override
    public void write(KeyCount counted, Context context) {
      if (afterwards) {
        disaster.recovered();
      }
      disaster.reached(counted.key(), counted.count());
    }

    @Override
    public void flush(boolean endOfInput) {
      // what is noted is there at once
    }

    @Override
    public void close() {
      // holds nothing
    }
  }
}
