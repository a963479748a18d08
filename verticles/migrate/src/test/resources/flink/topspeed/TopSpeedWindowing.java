package topspeed;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.windowing.delta.DeltaFunction;
import org.apache.flink.streaming.api.windowing.assigners.GlobalWindows;
import org.apache.flink.streaming.api.windowing.evictors.TimeEvictor;
import org.apache.flink.streaming.api.windowing.triggers.DeltaTrigger;

/** The fastest report of a car among those of the last seconds, each time it came 50 m further. */
public class TopSpeedWindowing {

  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(1); // the reports of a car keep their order
    GeneratorFunction<Long, Tuple4<Integer, Integer, Double, Long>> reports =
        index -> Tuple4.of(0, (int) (40 + index % 50), index * 20.0, index * 1000);
    DataStream<Tuple4<Integer, Integer, Double, Long>> cars =
        env.fromSource(
            new DataGeneratorSource<>(
                reports,
                100,
                RateLimiterStrategy.perSecond(1000),
                TypeInformation.of(new TypeHint<Tuple4<Integer, Integer, Double, Long>>() {})),
            WatermarkStrategy.noWatermarks(),
            "in-memory-input");
    SingleOutputStreamOperator<Tuple4<Integer, Integer, Double, Long>> topSpeeds =
        cars.map(new Check())
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<Tuple4<Integer, Integer, Double, Long>>forMonotonousTimestamps()
                    .withTimestampAssigner((car, timestamp) -> car.f3))
            .keyBy(car -> car.f0)
            .window(GlobalWindows.create())
            .evictor(TimeEvictor.of(Duration.ofSeconds(10)))
            .trigger(
                DeltaTrigger.of(
                    50,
                    new DeltaFunction<Tuple4<Integer, Integer, Double, Long>>() {
                      private static final long serialVersionUID = 1L;

                      @Override
                      public double getDelta(
                          Tuple4<Integer, Integer, Double, Long> before,
                          Tuple4<Integer, Integer, Double, Long> now) {
                        return now.f2 - before.f2;
                      }
                    },
                    cars.getType().createSerializer(env.getConfig().getSerializerConfig())))
            .maxBy(1);
    topSpeeds.print();
    env.execute("CarTopSpeedWindowingExample");
  }

  /** Refuses what no car does. */
  private static class Check
      extends RichMapFunction<
          Tuple4<Integer, Integer, Double, Long>, Tuple4<Integer, Integer, Double, Long>> {
    private static final long serialVersionUID = 1L;

    @Override
    public Tuple4<Integer, Integer, Double, Long> map(Tuple4<Integer, Integer, Double, Long> car) {
      if (car.f1 < 0) {
        throw new IllegalArgumentException("speed of car " + car.f0 + " is " + car.f1);
      }
      return car;
    }
  }
}
