package dev.weir.runtime.windowing;

import dev.weir.api.state.ListStateDescriptor;
import dev.weir.api.state.ReducingStateDescriptor;
import dev.weir.api.types.Types;
import dev.weir.api.windowing.triggers.Trigger;
import dev.weir.api.windowing.triggers.TriggerResult;
import dev.weir.api.windowing.windows.Window;

/**
 * Does what the values of records say: {@link #FIRE} and so on, {@code eventTimer(7)} and so on.
 * Any other value makes it go on. A timer gives the result that the trigger was made with.
 */
final class CommandTrigger<W extends Window> extends Trigger<Reading, W> {

  static final long FIRE = -1;
  static final long FIRE_AND_PURGE = -2;
  static final long PURGE = -3;

  /** Fires if {@code COUNT} came twice to the window or to one of those it was merged of. */
  static final long COUNT = -4;

  private static final long EVENT_TIMER = 1_000;
  private static final long PROCESSING_TIMER = 2_000;
  private static final long DELETE_EVENT_TIMER = 3_000;
  private static final long DELETE_PROCESSING_TIMER = 4_000;
  private static final long NO_TIMER = 5_000;

  private final TriggerResult onTimer;
  private final boolean merges;
  private final ReducingStateDescriptor<Long> count =
      new ReducingStateDescriptor<>("count", Long::sum, Types.LONG);
  private final ListStateDescriptor<Long> timers = new ListStateDescriptor<>("timers", Types.LONG);

  CommandTrigger(TriggerResult onTimer, boolean merges) {
    this.onTimer = onTimer;
    this.merges = merges;
  }

  static <W extends Window> CommandTrigger<W> onTimer(TriggerResult onTimer) {
    return new CommandTrigger<>(onTimer, true);
  }

  static long eventTimer(long time) {
    return EVENT_TIMER + time;
  }

  static long processingTimer(long time) {
    return PROCESSING_TIMER + time;
  }

  static long deleteEventTimer(long time) {
    return DELETE_EVENT_TIMER + time;
  }

  static long deleteProcessingTimer(long time) {
    return DELETE_PROCESSING_TIMER + time;
  }

  @Override
  public TriggerResult onElement(Reading element, long timestamp, W window, TriggerContext ctx)
      throws Exception {
    long value = element.value();
    if (value == COUNT) {
      ctx.getPartitionedState(count).add(1L);
      Long counted = ctx.getPartitionedState(count).get();
      return counted != null && counted >= 2 ? TriggerResult.FIRE : TriggerResult.CONTINUE;
    }
    if (value >= EVENT_TIMER && value < NO_TIMER) {
      timer(value / 1_000 * 1_000, value % 1_000, ctx);
    }
    return value == FIRE
        ? TriggerResult.FIRE
        : value == FIRE_AND_PURGE
            ? TriggerResult.FIRE_AND_PURGE
            : value == PURGE ? TriggerResult.PURGE : TriggerResult.CONTINUE;
  }

  private void timer(long command, long time, TriggerContext ctx) throws Exception {
    if (command == EVENT_TIMER) {
      ctx.registerEventTimeTimer(time);
      ctx.getPartitionedState(timers).add(time);
    } else if (command == PROCESSING_TIMER) {
      ctx.registerProcessingTimeTimer(time);
    } else if (command == DELETE_EVENT_TIMER) {
      ctx.deleteEventTimeTimer(time);
    } else {
      ctx.deleteProcessingTimeTimer(time);
    }
  }

  @Override
  public TriggerResult onProcessingTime(long time, W window, TriggerContext ctx) {
    return onTimer;
  }

  @Override
  public TriggerResult onEventTime(long time, W window, TriggerContext ctx) {
    return onTimer;
  }

  @Override
  public boolean canMerge() {
    return merges;
  }

  @Override
  public void onMerge(W window, OnMergeContext ctx) throws Exception {
    ctx.mergePartitionedState(count);
    ctx.mergePartitionedState(timers);
    for (Long time : ctx.getPartitionedState(timers).get()) {
      ctx.registerEventTimeTimer(time);
    }
  }

  @Override
  public void clear(W window, TriggerContext ctx) throws Exception {
    ctx.getPartitionedState(count).clear();
    for (Long time : ctx.getPartitionedState(timers).get()) {
      ctx.deleteEventTimeTimer(time);
    }
    ctx.getPartitionedState(timers).clear();
  }
}
