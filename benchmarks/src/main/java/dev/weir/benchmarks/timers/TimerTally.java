package dev.weir.benchmarks.timers;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the subtasks of a {@link TimersJob} have done, and what its checkpoints took. Functions and
 * the watch on checkpoints find it by the name of the job. Thread-safe.
 */
final class TimerTally implements AutoCloseable {

  private static final Map<String, TimerTally> OPEN = new ConcurrentHashMap<>();
  private static final double NANOS = 1e9;

  private final String job;
  private long registered;
  private long fired;
  private double registeredPerSecond;
  private double firedPerSecond;
  private int checkpoints;
  private double longestSyncMillis;
  private double longestAsyncMillis;
  private long largestStateBytes;

  private TimerTally(String job) {
    this.job = job;
  }

  static TimerTally open(String job) {
    TimerTally tally = new TimerTally(job);
    OPEN.put(job, tally);
    return tally;
  }

  static TimerTally find(String job) {
    TimerTally tally = OPEN.get(job);
    if (tally == null) {
      throw new IllegalStateException("nobody counts the timers of job " + job);
    }
    return tally;
  }

  /** A subtask has ended. */
  synchronized void add(
      long moreRegistered, long registeringNanos, long moreFired, long firingNanos) {
    registered += moreRegistered;
    fired += moreFired;
    registeredPerSecond += moreRegistered * NANOS / registeringNanos;
    firedPerSecond += moreFired * NANOS / firingNanos;
  }

  synchronized void checkpoint(double syncMillis, double asyncMillis, long stateBytes) {
    checkpoints++;
    longestSyncMillis = Math.max(longestSyncMillis, syncMillis);
    longestAsyncMillis = Math.max(longestAsyncMillis, asyncMillis);
    largestStateBytes = Math.max(largestStateBytes, stateBytes);
  }

  synchronized long registered() {
    return registered;
  }

  synchronized long fired() {
    return fired;
  }

  /** Of all subtasks together. */
  synchronized double registeredPerSecond() {
    return registeredPerSecond;
  }

  /** Of all subtasks together. */
  synchronized double firedPerSecond() {
    return firedPerSecond;
  }

  synchronized int checkpoints() {
    return checkpoints;
  }

  /** For which a snapshot kept a subtask from its work. */
  synchronized double longestSyncMillis() {
    return longestSyncMillis;
  }

  synchronized double longestAsyncMillis() {
    return longestAsyncMillis;
  }

  synchronized long largestStateBytes() {
    return largestStateBytes;
  }

  @Override
  public void close() {
    OPEN.remove(job, this);
  }

  static boolean isOpen(String job) {
    return OPEN.containsKey(job);
  }
}
