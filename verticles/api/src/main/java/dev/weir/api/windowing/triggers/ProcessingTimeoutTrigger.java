package dev.weir.api.windowing.triggers;

import dev.weir.api.state.ValueStateDescriptor;
import dev.weir.api.types.Types;
import dev.weir.api.windowing.windows.Window;
import dev.weir.state.ValueState;
import java.time.Duration;

/** Fires when another trigger fires, or when that has not happened for a time. */
public final class ProcessingTimeoutTrigger<T, W extends Window> extends Trigger<T, W> {

  private static final long serialVersionUID = 1L;

  private final Trigger<T, W> nestedTrigger;
  private final long timeout;
  private final boolean resetTimerOnNewRecord;
  private final boolean shouldClearOnTimeout;
  private final ValueStateDescriptor<Long> timeoutDescriptor =
      new ValueStateDescriptor<>("timeout", Types.LONG);

  private ProcessingTimeoutTrigger(
      Trigger<T, W> nestedTrigger,
      long timeout,
      boolean resetTimerOnNewRecord,
      boolean shouldClearOnTimeout) {
    this.nestedTrigger = nestedTrigger;
    this.timeout = timeout;
    this.resetTimerOnNewRecord = resetTimerOnNewRecord;
    this.shouldClearOnTimeout = shouldClearOnTimeout;
  }

  /** The time runs from the first record, and the nested trigger is cleared when it is over. */
  public static <T, W extends Window> ProcessingTimeoutTrigger<T, W> of(
      Trigger<T, W> nestedTrigger, Duration timeout) {
    return of(nestedTrigger, timeout, false, true);
  }

  /**
   * The same, with choices.
   *
   * @param resetTimerOnNewRecord whether the time runs anew from each record
   * @param shouldClearOnTimeout whether the nested trigger is cleared when the time is over
   */
  public static <T, W extends Window> ProcessingTimeoutTrigger<T, W> of(
      Trigger<T, W> nestedTrigger,
      Duration timeout,
      boolean resetTimerOnNewRecord,
      boolean shouldClearOnTimeout) {
    return new ProcessingTimeoutTrigger<>(
        nestedTrigger, Intervals.checked(timeout), resetTimerOnNewRecord, shouldClearOnTimeout);
  }

  @Override
  public TriggerResult onElement(T element, long timestamp, W window, TriggerContext ctx)
      throws Exception {
    TriggerResult result = nestedTrigger.onElement(element, timestamp, window, ctx);
    if (result.isFire()) {
      clear(window, ctx);
      return result;
    }
    ValueState<Long> due = ctx.getPartitionedState(timeoutDescriptor);
    Long before = due.value();
    if (before != null && resetTimerOnNewRecord) {
      ctx.deleteProcessingTimeTimer(before);
      before = null;
    }
    if (before == null) {
      long next = ctx.getCurrentProcessingTime() + timeout;
      due.update(next);
      ctx.registerProcessingTimeTimer(next);
    }
    return result;
  }

  @Override
  public TriggerResult onProcessingTime(long time, W window, TriggerContext ctx) throws Exception {
    return fired(nestedTrigger.onProcessingTime(time, window, ctx), window, ctx);
  }

  @Override
  public TriggerResult onEventTime(long time, W window, TriggerContext ctx) throws Exception {
    return fired(nestedTrigger.onEventTime(time, window, ctx), window, ctx);
  }

  private TriggerResult fired(TriggerResult nested, W window, TriggerContext ctx) throws Exception {
    if (shouldClearOnTimeout) {
      clear(window, ctx);
    }
    return nested.isPurge() ? TriggerResult.FIRE_AND_PURGE : TriggerResult.FIRE;
  }

  @Override
  public void clear(W window, TriggerContext ctx) throws Exception {
    ValueState<Long> due = ctx.getPartitionedState(timeoutDescriptor);
    Long time = due.value();
    if (time != null) {
      ctx.deleteProcessingTimeTimer(time);
      due.clear();
    }
    nestedTrigger.clear(window, ctx);
  }

  @Override
  public String toString() {
    return "ProcessingTimeoutTrigger(" + nestedTrigger + ", " + timeout + ")";
  }
}
