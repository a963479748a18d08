package timers;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** Tells of users of whom nothing was heard for a minute, and averages in windows. */
public class Inactivity {

  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(1);
    DataStream<Tuple2<String, Long>> events =
        env.fromData(Tuple2.of("a", 0L), Tuple2.of("b", 10_000L), Tuple2.of("a", 70_000L))
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<Tuple2<String, Long>>forBoundedOutOfOrderness(
                        Duration.ofSeconds(1))
                    .withTimestampAssigner((event, timestamp) -> event.f1)
                    .withIdleness(Duration.ofSeconds(30)));
    events.keyBy(event -> event.f0).process(new CountWithTimeout()).print();
    events
        .keyBy(event -> event.f0)
        .window(SlidingEventTimeWindows.of(Duration.ofMinutes(2), Duration.ofMinutes(1)))
        .allowedLateness(Duration.ofSeconds(5))
        .aggregate(new Average(), new WithWindow())
        .print();
    env.execute();
  }

  static class CountWithTimeout
      extends KeyedProcessFunction<String, Tuple2<String, Long>, String> {
    private static final long serialVersionUID = 1L;
    private ValueState<Long> timer;
    private ListState<Long> times;
    private MapState<Long, Boolean> seen;

    @Override
    public void open(OpenContext openContext) throws Exception {
      ValueStateDescriptor<Long> descriptor = new ValueStateDescriptor<>("timer", Types.LONG);
      descriptor.enableTimeToLive(
          StateTtlConfig.newBuilder(Duration.ofHours(1))
              .setUpdateType(StateTtlConfig.UpdateType.OnCreateAndWrite)
              .setStateVisibility(StateTtlConfig.StateVisibility.NeverReturnExpired)
              .build());
      timer = getRuntimeContext().getState(descriptor);
      times = getRuntimeContext().getListState(new ListStateDescriptor<>("times", Long.class));
      seen =
          getRuntimeContext()
              .getMapState(new MapStateDescriptor<>("seen", Long.class, Boolean.class));
    }

    @Override
    public void processElement(
        Tuple2<String, Long> value, Context ctx, Collector<String> out) throws Exception {
      Long before = timer.value();
      if (before != null) {
        ctx.timerService().deleteEventTimeTimer(before);
      }
      long next = ctx.timestamp() + 60_000;
      ctx.timerService().registerEventTimeTimer(next);
      timer.update(next);
      times.add(value.f1);
      seen.put(value.f1, true);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext ctx, Collector<String> out)
        throws Exception {
      int count = 0;
      for (Long time : times.get()) {
        count += seen.contains(time) ? 1 : 0;
      }
      out.collect(ctx.getCurrentKey() + " silent at " + timestamp + " after " + count);
      times.clear();
      seen.clear();
      timer.clear();
    }
  }

  static class Average
      implements AggregateFunction<Tuple2<String, Long>, Tuple2<Long, Long>, Double> {
    private static final long serialVersionUID = 1L;

    @Override
    public Tuple2<Long, Long> createAccumulator() {
      return Tuple2.of(0L, 0L);
    }

    @Override
    public Tuple2<Long, Long> add(Tuple2<String, Long> value, Tuple2<Long, Long> accumulator) {
      return Tuple2.of(accumulator.f0 + value.f1, accumulator.f1 + 1);
    }

    @Override
    public Double getResult(Tuple2<Long, Long> accumulator) {
      return (double) accumulator.f0 / accumulator.f1;
    }

    @Override
    public Tuple2<Long, Long> merge(Tuple2<Long, Long> a, Tuple2<Long, Long> b) {
      return Tuple2.of(a.f0 + b.f0, a.f1 + b.f1);
    }
  }

  static class WithWindow extends ProcessWindowFunction<Double, String, String, TimeWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public void process(
        String key, Context context, Iterable<Double> averages, Collector<String> out) {
      out.collect(key + " until " + context.window().getEnd() + ": " + averages.iterator().next());
    }
  }
}
