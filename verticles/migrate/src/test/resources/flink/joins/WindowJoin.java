package joins;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.JoinFunction;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.co.ProcessJoinFunction;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.util.Collector;

/** Joins grades and salaries by name, in windows and in intervals. */
public class WindowJoin {

  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(1);
    WatermarkStrategy<Tuple2<String, Integer>> byValue =
        WatermarkStrategy.<Tuple2<String, Integer>>forMonotonousTimestamps()
            .withTimestampAssigner((pair, timestamp) -> pair.f1);
    DataStream<Tuple2<String, Integer>> grades =
        env.fromData(Tuple2.of("ann", 1), Tuple2.of("ben", 2))
            .assignTimestampsAndWatermarks(byValue);
    DataStream<Tuple2<String, Integer>> salaries =
        env.fromData(Tuple2.of("ann", 3), Tuple2.of("ben", 2_500))
            .assignTimestampsAndWatermarks(byValue);

    runWindowJoin(grades, salaries, 2_000).print();
    grades
        .keyBy(new NameKeySelector())
        .intervalJoin(salaries.keyBy(new NameKeySelector()))
        .between(Duration.ofMillis(-5), Duration.ofMillis(5))
        .process(
            new ProcessJoinFunction<
                Tuple2<String, Integer>, Tuple2<String, Integer>, String>() {
              private static final long serialVersionUID = 1L;

              @Override
              public void processElement(
                  Tuple2<String, Integer> left,
                  Tuple2<String, Integer> right,
                  Context ctx,
                  Collector<String> out) {
                out.collect(left.f0 + " at " + ctx.getTimestamp());
              }
            })
        .print();
    env.execute("Windowed Join Example");
  }

  static DataStream<Tuple3<String, Integer, Integer>> runWindowJoin(
      DataStream<Tuple2<String, Integer>> grades,
      DataStream<Tuple2<String, Integer>> salaries,
      long windowSize) {
    return grades
        .join(salaries)
        .where(new NameKeySelector())
        .equalTo(new NameKeySelector())
        .window(TumblingEventTimeWindows.of(Duration.ofMillis(windowSize)))
        .apply(
            new JoinFunction<
                Tuple2<String, Integer>,
                Tuple2<String, Integer>,
                Tuple3<String, Integer, Integer>>() {
              private static final long serialVersionUID = 1L;

              @Override
              public Tuple3<String, Integer, Integer> join(
                  Tuple2<String, Integer> first, Tuple2<String, Integer> second) {
                return new Tuple3<>(first.f0, first.f1, second.f1);
              }
            });
  }

  private static class NameKeySelector implements KeySelector<Tuple2<String, Integer>, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String getKey(Tuple2<String, Integer> value) {
      return value.f0;
    }
  }
}
