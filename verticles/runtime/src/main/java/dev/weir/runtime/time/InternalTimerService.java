package dev.weir.runtime.time;

/**
 * The timers of one operator under one name. A timer is known by key, namespace, time and domain:
 * registering it twice makes one. Key is the current key of the operator's keyed state. For the
 * thread of the subtask.
 *
 * @param <N> what timers belong to beside their key: a window, or nothing
 */
public interface InternalTimerService<N> {

  /** Milliseconds since the epoch. */
  long currentProcessingTime();

  /** The watermark of the operator; {@code Long.MIN_VALUE} before the first one. */
  long currentWatermark();

  /** Fires when the watermark reaches {@code time}: with the next one if it has done so already. */
  void registerEventTimeTimer(N namespace, long time);

  /** Does nothing if there is no such timer. */
  void deleteEventTimeTimer(N namespace, long time);

  /** Fires when the clock reaches {@code time}: soon, if it has done so already. */
  void registerProcessingTimeTimer(N namespace, long time);

  /** Does nothing if there is no such timer. */
  void deleteProcessingTimeTimer(N namespace, long time);
}
