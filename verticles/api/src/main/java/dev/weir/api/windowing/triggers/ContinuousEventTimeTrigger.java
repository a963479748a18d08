package dev.weir.api.windowing.triggers;

import dev.weir.api.windowing.windows.Window;
import java.time.Duration;

/**
 * Fires each time the watermark passes a multiple of an interval, and at the end of the window;
 * after that for each record that comes late.
 */
public final class ContinuousEventTimeTrigger<W extends Window> extends Trigger<Object, W> {

  private static final long serialVersionUID = 1L;

  private final long interval;
  private final NextFiring nextFiring = new NextFiring();

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
    if (!nextFiring.isDecided(ctx)) {
      registerNext(Intervals.startOf(timestamp, interval), window, ctx);
    }
    return TriggerResult.CONTINUE;
  }

  @Override
  public TriggerResult onEventTime(long time, W window, TriggerContext ctx) throws Exception {
    if (time == window.maxTimestamp()) {
      return TriggerResult.FIRE;
    }
    if (!nextFiring.hasCome(time, ctx)) {
      return TriggerResult.CONTINUE;
    }
    registerNext(time, window, ctx);
    return TriggerResult.FIRE;
  }

  private void registerNext(long after, W window, TriggerContext ctx) throws Exception {
    long next = Math.min(after + interval, window.maxTimestamp());
    nextFiring.decide(next, ctx);
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
    Long next = nextFiring.merge(ctx);
    if (next != null) {
      ctx.registerEventTimeTimer(next);
    }
  }

  @Override
  public void clear(W window, TriggerContext ctx) throws Exception {
    Long next = nextFiring.clear(ctx);
    if (next != null) {
      ctx.deleteEventTimeTimer(next);
    }
  }

  @Override
  public String toString() {
    return "ContinuousEventTimeTrigger(" + interval + ")";
  }
}
