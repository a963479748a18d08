package dev.weir.api.windowing.triggers;

import dev.weir.api.state.ReducingStateDescriptor;
import dev.weir.api.types.Types;
import dev.weir.api.windowing.windows.Window;
import dev.weir.state.ReducingState;
import java.time.Duration;

/**
 * Fires each time the watermark passes a multiple of an interval, and at the end of the window;
 * after that for each record that comes late.
 */
public final class ContinuousEventTimeTrigger<W extends Window> extends Trigger<Object, W> {

  private static final long serialVersionUID = 1L;

  private final long interval;

  /** When the window fires next, if that was decided. Merged windows fire at the earliest. */
  private final ReducingStateDescriptor<Long> fireTimeDescriptor =
      new ReducingStateDescriptor<>("fire-time", new LongMin(), Types.LONG);

  private ContinuousEventTimeTrigger(long interval) {
    this.interval = interval;
  }

  /** Fires each {@code interval}. */
  public static <W extends Window> ContinuousEventTimeTrigger<W> of(Duration interval) {
    return new ContinuousEventTimeTrigger<>(Intervals.checked(interval));
  }

  /** The interval in milliseconds. */
  public long getInterval() {
    return interval;
  }

  @Override
  public TriggerResult onElement(Object element, long timestamp, W window, TriggerContext ctx)
      throws Exception {
    if (window.maxTimestamp() <= ctx.getCurrentWatermark()) {
      return TriggerResult.FIRE;
    }
    ctx.registerEventTimeTimer(window.maxTimestamp());
    ReducingState<Long> fireTime = ctx.getPartitionedState(fireTimeDescriptor);
    if (fireTime.get() == null) {
      registerNext(Intervals.startOf(timestamp, interval), window, ctx, fireTime);
    }
    return TriggerResult.CONTINUE;
  }

  @Override
  public TriggerResult onEventTime(long time, W window, TriggerContext ctx) throws Exception {
    if (time == window.maxTimestamp()) {
      return TriggerResult.FIRE;
    }
    ReducingState<Long> fireTime = ctx.getPartitionedState(fireTimeDescriptor);
    Long next = fireTime.get();
    if (next == null || next != time) {
      return TriggerResult.CONTINUE;
    }
    fireTime.clear();
    registerNext(time, window, ctx, fireTime);
    return TriggerResult.FIRE;
  }

  private void registerNext(long after, W window, TriggerContext ctx, ReducingState<Long> fireTime)
      throws Exception {
    long next = Math.min(after + interval, window.maxTimestamp());
    fireTime.add(next);
    ctx.registerEventTimeTimer(next);
  }

  @Override
  public TriggerResult onProcessingTime(long time, W window, TriggerContext ctx) {
    return TriggerResult.CONTINUE;
  }

  @Override
  public boolean canMerge() {
    return true;
  }

  @Override
  public void onMerge(W window, OnMergeContext ctx) throws Exception {
    ctx.mergePartitionedState(fireTimeDescriptor);
    Long next = ctx.getPartitionedState(fireTimeDescriptor).get();
    if (next != null) {
      ctx.registerEventTimeTimer(next);
    }
  }

  @Override
  public void clear(W window, TriggerContext ctx) throws Exception {
    ReducingState<Long> fireTime = ctx.getPartitionedState(fireTimeDescriptor);
    Long next = fireTime.get();
    if (next != null) {
      ctx.deleteEventTimeTimer(next);
      fireTime.clear();
    }
  }

  @Override
  public String toString() {
    return "ContinuousEventTimeTrigger(" + interval + ")";
  }
}
