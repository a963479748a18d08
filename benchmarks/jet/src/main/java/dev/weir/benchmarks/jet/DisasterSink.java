package dev.weir.benchmarks.jet;

import com.hazelcast.jet.pipeline.Sink;
import com.hazelcast.jet.pipeline.SinkBuilder;
import dev.weir.benchmarks.cell.Disaster;
import dev.weir.benchmarks.cell.Measurement;
import java.util.Map;

/** Notes what comes after the failure, and how far the counts get. */
final class DisasterSink {

  private final Disaster disaster;
  private final boolean afterwards;

  private DisasterSink(String measurement) {
    disaster = Measurement.find(measurement).disaster();
    afterwards = disaster.hasHappened();
  }

  static Sink<Map.Entry<Long, Long>> of(String measurement, int parallelism) {
    return SinkBuilder.sinkBuilder("disaster", context -> new DisasterSink(measurement))
        .<Map.Entry<Long, Long>>receiveFn(DisasterSink::add)
        .preferredLocalParallelism(parallelism)
        .build();
  }

  private void add(Map.Entry<Long, Long> counted) {
    if (afterwards) {
      disaster.recovered();
    }
    disaster.reached(counted.getKey(), counted.getValue());
  }
}
