package dev.weir.runtime.time;

import dev.weir.state.spi.KeyedStateBackend;
import dev.weir.state.spi.TimerQueue;
import dev.weir.state.spi.TypeSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Timers in two queues of the keyed state, so that they are in its snapshots. Event-time timers are
 * run by {@link #advanceWatermark}. For processing time one callback is scheduled, for the earliest
 * timer; so the cost of a timer that does not fire is that of its queue.
 */
final class KeyedTimers<N> implements InternalTimerService<N> {

  private final OperatorTime time;
  private final TimerQueue<N> eventTime;
  private final TimerQueue<N> processingTime;
  private final TimerQueue.Action<N> onEventTime;
  private final TimerQueue.Action<N> onProcessingTime;
  private ProcessingTimeService.@Nullable Registration wakeUp;
  private long wakeUpTime = Long.MAX_VALUE;
  private boolean firing;

  KeyedTimers(
      OperatorTime time,
      KeyedStateBackend<?> state,
      String name,
      TypeSerializer<N> namespace,
      Triggerable<N> target) {
    this.time = time;
    this.eventTime = state.timerQueue(name + "/event-time", namespace);
    this.processingTime = state.timerQueue(name + "/processing-time", namespace);
    this.onEventTime = target::onEventTime;
    this.onProcessingTime = target::onProcessingTime;
    scheduleWakeUp();
  }

  @Override
  public long currentProcessingTime() {
    return time.currentProcessingTime();
  }

  @Override
  public long currentWatermark() {
    return time.currentWatermark();
  }

  @Override
  public void registerEventTimeTimer(N namespace, long at) {
    eventTime.add(at, namespace);
  }

  @Override
  public void deleteEventTimeTimer(N namespace, long at) {
    eventTime.remove(at, namespace);
  }

  @Override
  public void registerProcessingTimeTimer(N namespace, long at) {
    processingTime.add(at, namespace);
    if (at < wakeUpTime && !firing) {
      scheduleWakeUp();
    }
  }

  /** A wake-up for a timer that is gone finds nothing to do. */
  @Override
  public void deleteProcessingTimeTimer(N namespace, long at) {
    processingTime.remove(at, namespace);
  }

  /**
   * Runs what has waited for a watermark.
   *
   * @return false if a pause is due before all of it has run
   */
  boolean advanceWatermark(long watermark) throws Exception {
    return eventTime.nextTime() > watermark
        || eventTime.advance(watermark, onEventTime, time.pause());
  }

  private void scheduleWakeUp() {
    long next = processingTime.nextTime();
    if (wakeUp != null) {
      wakeUp.cancel();
      wakeUp = null;
    }
    wakeUpTime = next;
    if (next != Long.MAX_VALUE) {
      wakeUp = time.clock().schedule(next, this::wakeUp);
    }
  }

  /** What has to wait because of a pause is due at once when the next wake-up is looked for. */
  private void wakeUp(long due) throws Exception {
    wakeUp = null;
    firing = true;
    try {
      processingTime.advance(due, onProcessingTime, time.pause());
    } finally {
      firing = false;
    }
    scheduleWakeUp();
  }
}
