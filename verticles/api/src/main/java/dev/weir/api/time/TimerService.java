package dev.weir.api.time;

/**
 * Time as a function sees it, and timers per key. A timer is known by its key, domain and time:
 * registering it twice makes one timer. Timers are part of the checkpoint.
 */
public interface TimerService {

  /** The processing time in milliseconds since the epoch. */
  long currentProcessingTime();

  /** The watermark in milliseconds; {@code Long.MIN_VALUE} before the first one. */
  long currentWatermark();

  /**
   * Calls {@code onTimer} when processing time reaches {@code time}.
   *
   * @throws UnsupportedOperationException if the stream has no key
   */
  void registerProcessingTimeTimer(long time);

  /**
   * Calls {@code onTimer} when the watermark reaches {@code time}.
   *
   * @throws UnsupportedOperationException if the stream has no key
   */
  void registerEventTimeTimer(long time);

  /** Removes a processing-time timer of the current key; does nothing if there is none. */
  void deleteProcessingTimeTimer(long time);

  /** Removes an event-time timer of the current key; does nothing if there is none. */
  void deleteEventTimeTimer(long time);
}
