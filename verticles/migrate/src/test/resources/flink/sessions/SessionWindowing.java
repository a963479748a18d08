package sessions;

import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.windowing.assigners.EventTimeSessionWindows;

/** Sums up what lies close together in event time. */
public class SessionWindowing {

  public static void main(String[] args) throws Exception {
    final StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(1);
    final List<Tuple3<String, Long, Integer>> input =
        List.of(
            new Tuple3<>("left", 1L, 1),
            new Tuple3<>("right", 1L, 1),
            new Tuple3<>("right", 3L, 1),
            new Tuple3<>("right", 5L, 1),
            new Tuple3<>("left", 10L, 1),
            new Tuple3<>("late", 11L, 1));
    GeneratorFunction<Long, Tuple3<String, Long, Integer>> elements =
        index -> input.get(index.intValue());

    DataStream<Tuple3<String, Long, Integer>> source =
        env.fromSource(
            new DataGeneratorSource<>(
                elements,
                input.size(),
                TypeInformation.of(new TypeHint<Tuple3<String, Long, Integer>>() {})),
            WatermarkStrategy.<Tuple3<String, Long, Integer>>forMonotonousTimestamps()
                .withTimestampAssigner((event, timestamp) -> event.f1),
            "sessions");
    source
        .keyBy(value -> value.f0)
        .window(EventTimeSessionWindows.withGap(Duration.ofMillis(3L)))
        .sum(2)
        .print();
    env.execute();
  }
}
