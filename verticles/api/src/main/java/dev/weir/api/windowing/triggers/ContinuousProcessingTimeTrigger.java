package dev.weir.api.windowing.triggers;

import dev.weir.api.windowing.windows.Window;
import java.time.Duration;

/**
 * Fires each time the clock passes a multiple of an interval, and at the end of a window of
 * processing time.
 */
public final class ContinuousProcessingTimeTrigger<W extends Window> extends Trigger<Object, W> {

  private static final long serialVersionUID = 1L;

  private final long interval;
  private final NextFiring nextFiring = new NextFiring();

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
    if (!nextFiring.isDecided(ctx)) {
      long now = ctx.getCurrentProcessingTime();
      registerNext(Intervals.startOf(now, interval), now, window, ctx);
    }
    return TriggerResult.CONTINUE;
  }

  @Override
  public TriggerResult onProcessingTime(long time, W window, TriggerContext ctx) throws Exception {
    if (!nextFiring.hasCome(time, ctx)) {
      return TriggerResult.CONTINUE;
    }
    registerNext(time, time, window, ctx);
    return TriggerResult.FIRE;
  }

  /**
   * Stops at the end of the window, if that is still to come: windows of event time may have ended
   * long ago.
   */
  private void registerNext(long after, long now, W window, TriggerContext ctx) throws Exception {
    long end = window.maxTimestamp();
    long next = end > now ? Math.min(after + interval, end) : after + interval;
    nextFiring.decide(next, ctx);
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
    Long next = nextFiring.merge(ctx);
    if (next != null) {
      ctx.registerProcessingTimeTimer(next);
    }
  }

  @Override
  public void clear(W window, TriggerContext ctx) throws Exception {
    Long next = nextFiring.clear(ctx);
    if (next != null) {
      ctx.deleteProcessingTimeTimer(next);
    }
  }

  @Override
  public String toString() {
    return "ContinuousProcessingTimeTrigger(" + interval + ")";
  }
}
