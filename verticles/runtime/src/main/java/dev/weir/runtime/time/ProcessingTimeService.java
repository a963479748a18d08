package dev.weir.runtime.time;

/** The clock of a subtask. Every method is for the subtask's thread. */
public interface ProcessingTimeService {

  /** Milliseconds since the epoch. */
  long now();

  /**
   * Calls {@code callback} once on the thread of the subtask, between two records, when the clock
   * has reached {@code time} and the outputs have room. Callbacks come in the order of their times.
   * After {@link #quiesce} nothing is called any more.
   *
   * @return the means to call it off
   */
  Registration schedule(long time, Callback callback);

  /** Drops all that is scheduled, and all that will be: the input has ended. */
  void quiesce();

  /** What is called when its time has come; what it throws fails the attempt. */
  @FunctionalInterface
  interface Callback {
    /**
     * @param time the time that was asked for; the clock may show a later one
     */
    void onProcessingTime(long time) throws Exception;
  }

  /** Something scheduled. */
  interface Registration {
    /** Calls it off; does nothing if it was called or called off before. */
    void cancel();
  }
}
