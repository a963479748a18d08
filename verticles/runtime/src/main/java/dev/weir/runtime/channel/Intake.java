package dev.weir.runtime.channel;

/**
 * Whether a subtask takes up records. An operator that has as much under way as it may have stops
 * the intake and starts it again, and has the effect of an output without credit: records stay in
 * the input channels, and their senders run out of credit. Barriers, timers and the results of what
 * is under way come through all the same.
 */
public interface Intake {

  /** No further record is taken up; each call is followed by one of {@link #start}. */
  void stop();

  /** Whether records are taken up now. */
  boolean isOpen();

  /** Takes back one {@link #stop}. */
  void start();
}
