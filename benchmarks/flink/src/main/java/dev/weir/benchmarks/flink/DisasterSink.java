package dev.weir.benchmarks.flink;

import dev.weir.benchmarks.cell.Disaster;
import dev.weir.benchmarks.cell.Measurement;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.api.java.tuple.Tuple2;

/** Notes what comes after the failure, and how far the counts get. */
record DisasterSink(String measurement) implements Sink<Tuple2<Long, Long>> {

  @Override
  public SinkWriter<Tuple2<Long, Long>> createWriter(WriterInitContext context) {
    Disaster disaster = Measurement.find(measurement).disaster();
    return new Writer(disaster, disaster.hasHappened());
  }

  private record Writer(Disaster disaster, boolean afterwards)
      implements SinkWriter<Tuple2<Long, Long>> {

    @Override
    public void write(Tuple2<Long, Long> counted, Context context) {
      if (afterwards) {
        disaster.recovered();
      }
      disaster.reached(counted.f0, counted.f1);
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
