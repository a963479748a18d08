package flink.customwindows;

import java.time.Duration;
import java.util.Iterator;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.CoGroupFunction;
import org.apache.flink.api.common.state.ReducingState;
import org.apache.flink.api.common.state.ReducingStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.windowing.AllWindowFunction;
import org.apache.flink.streaming.api.functions.windowing.ProcessAllWindowFunction;
import org.apache.flink.streaming.api.functions.windowing.WindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.GlobalWindows;
import org.apache.flink.streaming.api.windowing.assigners.SlidingProcessingTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.WindowStagger;
import org.apache.flink.streaming.api.windowing.evictors.CountEvictor;
import org.apache.flink.streaming.api.windowing.evictors.Evictor;
import org.apache.flink.streaming.api.windowing.triggers.ContinuousEventTimeTrigger;
import org.apache.flink.streaming.api.windowing.triggers.CountTrigger;
import org.apache.flink.streaming.api.windowing.triggers.ProcessingTimeoutTrigger;
import org.apache.flink.streaming.api.windowing.triggers.PurgingTrigger;
import org.apache.flink.streaming.api.windowing.triggers.Trigger;
import org.apache.flink.streaming.api.windowing.triggers.TriggerResult;
import org.apache.flink.streaming.api.windowing.windows.GlobalWindow;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.streaming.runtime.operators.windowing.TimestampedValue;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Windows of every kind, with triggers and evictors of its own. */
public class Bursts {

  static final OutputTag<Long> LATE = new OutputTag<Long>("late") {};

  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    DataStream<Long> numbers =
        env.fromSequence(1, 1000)
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<Long>forBoundedOutOfOrderness(Duration.ofSeconds(1))
                    .withTimestampAssigner((number, timestamp) -> number)
                    .withIdleness(Duration.ofMinutes(1)));

    SingleOutputStreamOperator<Long> bursts =
        numbers
            .keyBy(number -> number % 3)
            .window(
                TumblingEventTimeWindows.of(
                    Duration.ofMillis(100), Duration.ofMillis(5), WindowStagger.ALIGNED))
            .trigger(new EveryOther())
            .evictor(new KeepsEven())
            .allowedLateness(Duration.ofMillis(10))
            .sideOutputLateData(LATE)
            .apply(new Sum());
    bursts.print();
    bursts.getSideOutput(LATE).print();

    numbers
        .windowAll(GlobalWindows.create())
        .trigger(PurgingTrigger.of(CountTrigger.of(10)))
        .evictor(CountEvictor.of(5))
        .process(
            new ProcessAllWindowFunction<Long, String, GlobalWindow>() {
              @Override
              public void process(Context context, Iterable<Long> elements, Collector<String> out) {
                out.collect(context.window() + " " + elements);
              }
            })
        .print();
    numbers
        .windowAll(SlidingProcessingTimeWindows.of(Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .trigger(
            ProcessingTimeoutTrigger.of(
                ContinuousEventTimeTrigger.of(Duration.ofMillis(10)), Duration.ofSeconds(1)))
        .apply(
            new AllWindowFunction<Long, Long, TimeWindow>() {
              @Override
              public void apply(TimeWindow window, Iterable<Long> values, Collector<Long> out) {
                out.collect(window.getStart());
              }
            })
        .print();
    numbers
        .coGroup(numbers)
        .where(number -> number % 3)
        .equalTo(number -> number % 5)
        .window(TumblingEventTimeWindows.of(Duration.ofMillis(10)))
        .apply(new Sides())
        .print();
    env.execute("bursts");
  }

  private static class Sides implements CoGroupFunction<Long, Long, String> {
    @Override
    public void coGroup(Iterable<Long> first, Iterable<Long> second, Collector<String> out) {
      out.collect(first + " " + second);
    }
  }

  private static class Sum implements WindowFunction<Long, Long, Long, TimeWindow> {
    @Override
    public void apply(Long key, TimeWindow window, Iterable<Long> input, Collector<Long> out) {
      long sum = 0;
      for (Long each : input) {
        sum += each;
      }
      out.collect(sum);
    }
  }

  private static class KeepsEven implements Evictor<Long, TimeWindow> {
    @Override
    public void evictBefore(
        Iterable<TimestampedValue<Long>> elements,
        int size,
        TimeWindow window,
        EvictorContext evictorContext) {
      for (Iterator<TimestampedValue<Long>> each = elements.iterator(); each.hasNext(); ) {
        if (each.next().getValue() % 2 == 1) {
          each.remove();
        }
      }
    }

    @Override
    public void evictAfter(
        Iterable<TimestampedValue<Long>> elements,
        int size,
        TimeWindow window,
        EvictorContext evictorContext) {}
  }

  private static class EveryOther extends Trigger<Long, TimeWindow> {

    private final ReducingStateDescriptor<Long> count =
        new ReducingStateDescriptor<>("count", Long::sum, Types.LONG);

    @Override
    public TriggerResult onElement(
        Long element, long timestamp, TimeWindow window, TriggerContext ctx) throws Exception {
      ReducingState<Long> seen = ctx.getPartitionedState(count);
      seen.add(1L);
      ctx.registerEventTimeTimer(window.maxTimestamp());
      return seen.get() % 2 == 0 ? TriggerResult.FIRE : TriggerResult.CONTINUE;
    }

    @Override
    public TriggerResult onProcessingTime(long time, TimeWindow window, TriggerContext ctx) {
      return TriggerResult.CONTINUE;
    }

    @Override
    public TriggerResult onEventTime(long time, TimeWindow window, TriggerContext ctx) {
      return TriggerResult.FIRE;
    }

    @Override
    public boolean canMerge() {
      return true;
    }

    @Override
    public void onMerge(TimeWindow window, OnMergeContext ctx) throws Exception {
      ctx.mergePartitionedState(count);
    }

    @Override
    public void clear(TimeWindow window, TriggerContext ctx) throws Exception {
      ctx.getPartitionedState(count).clear();
      ctx.deleteEventTimeTimer(window.maxTimestamp());
    }
  }
}
