package dev.weir.api.windowing.triggers;

import dev.weir.api.state.ReducingStateDescriptor;
import dev.weir.api.types.Types;
import dev.weir.api.windowing.windows.Window;
import dev.weir.state.ReducingState;
import java.time.Duration;

/**
 * Fires each time the clock passes a multiple of an interval, and at the end of a window of
 * processing time.
 */
public final class ContinuousProcessingTimeTrigger<W extends Window> extends Trigger<Object, W> {

  private static final long serialVersionUID = 1L;

  private final long interval;

  /** When the window fires next, if that was decided. Merged windows fire at the earliest. */
  private final ReducingStateDescriptor<Long> fireTimeDescriptor =
      new ReducingStateDescriptor<>("fire-time", new LongMin(), Types.LONG);

  private ContinuousProcessingTimeTrigger(long interval) {
    this.interval = interval;
  }

  /** Fires each {@code interval}. */
  public static <W extends Window> ContinuousProcessingTimeTrigger<W> of(Duration interval) {
    return new ContinuousProcessingTimeTrigger<>(Intervals.checked(interval));
  }

  /** The interval in milliseconds. */
  public long getInterval() {
    return interval;
  }

  @Override
  public TriggerResult onElement(Object element, long timestamp, W window, TriggerContext ctx)
      throws Exception {
    ReducingState<Long> fireTime = ctx.getPartitionedState(fireTimeDescriptor);
    if (fireTime.get() == null) {
      long now = ctx.getCurrentProcessingTime();
      registerNext(Intervals.startOf(now, interval), now, window, ctx, fireTime);
    }
    return TriggerResult.CONTINUE;
  }

  @Override
  public TriggerResult onProcessingTime(long time, W window, TriggerContext ctx) throws Exception {
    ReducingState<Long> fireTime = ctx.getPartitionedState(fireTimeDescriptor);
    Long next = fireTime.get();
    if (next == null || next != time) {
      return TriggerResult.CONTINUE;
    }
    fireTime.clear();
    registerNext(time, time, window, ctx, fireTime);
    return TriggerResult.FIRE;
  }

  /**
   * Stops at the end of the window, if that is still to come: windows of event time may have ended
   * long ago.
   */
  private void registerNext(
      long after, long now, W window, TriggerContext ctx, ReducingState<Long> fireTime)
      throws Exception {
    long end = window.maxTimestamp();
    long next = end > now ? Math.min(after + interval, end) : after + interval;
    fireTime.add(next);
    ctx.registerProcessingTimeTimer(next);
  }

  @Override
  public TriggerResult onEventTime(long time, W window, TriggerContext ctx) {
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
      ctx.registerProcessingTimeTimer(next);
    }
  }

  @Override
  public void clear(W window, TriggerContext ctx) throws Exception {
    ReducingState<Long> fireTime = ctx.getPartitionedState(fireTimeDescriptor);
    Long next = fireTime.get();
    if (next != null) {
      ctx.deleteProcessingTimeTimer(next);
      fireTime.clear();
    }
  }

  @Override
  public String toString() {
    return "ContinuousProcessingTimeTrigger(" + interval + ")";
  }
}
