package dev.weir.runtime.time;

/**
 * What timers call, on the thread of the subtask, with the key of the timer as the current one. The
 * timer is removed before; it may be registered again.
 */
public interface Triggerable<N> {

  /** The watermark has reached the time of a timer. */
  void onEventTime(long time, N namespace) throws Exception;

  /** The clock has reached the time of a timer. */
  void onProcessingTime(long time, N namespace) throws Exception;
}
