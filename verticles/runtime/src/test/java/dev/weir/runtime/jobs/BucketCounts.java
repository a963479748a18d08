package dev.weir.runtime.jobs;

import dev.weir.api.Collector;
import dev.weir.api.functions.KeyedProcessFunction;
import dev.weir.api.functions.OpenContext;
import dev.weir.api.state.MapStateDescriptor;
import dev.weir.api.types.Types;
import dev.weir.state.MapState;
import org.jspecify.annotations.Nullable;

/**
 * Counts the numbers of each key in buckets of event time, and emits {@code key bucket count} when
 * the watermark has passed a bucket; {@code late} for a number that comes after that.
 */
final class BucketCounts extends KeyedProcessFunction<Long, Long, String> {

  static final long BUCKET = 100;

  private static final long serialVersionUID = 1L;

  private transient @Nullable MapState<Long, Long> counts;

  @Override
  public void open(OpenContext openContext) {
    counts =
        getRuntimeContext().getMapState(new MapStateDescriptor<>("counts", Types.LONG, Types.LONG));
  }

  @Override
  public void processElement(Long number, Context ctx, Collector<String> out) throws Exception {
    long end = number - Math.floorMod(number, BUCKET) + BUCKET - 1;
    if (end <= ctx.timerService().currentWatermark()) {
      out.collect("late " + number);
      return;
    }
    Long count = requireCounts().get(end);
    requireCounts().put(end, count == null ? 1 : count + 1);
    ctx.timerService().registerEventTimeTimer(end);
  }

  @Override
  public void onTimer(long end, OnTimerContext ctx, Collector<String> out) throws Exception {
    out.collect(ctx.getCurrentKey() + " " + end + " " + requireCounts().get(end));
    requireCounts().remove(end);
  }

  private MapState<Long, Long> requireCounts() {
    if (counts == null) {
      throw new IllegalStateException("not open");
    }
    return counts;
  }
}
