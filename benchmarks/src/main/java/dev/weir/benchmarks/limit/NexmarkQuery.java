package dev.weir.benchmarks.limit;

import dev.weir.benchmarks.nexmark.Event;

/** What one worker does with the events of its keys. */
abstract class NexmarkQuery {

  private long rows;
  private long prints;

  /** Whether events go to the worker of their key; else they stay where they were made. */
  boolean isKeyed() {
    return true;
  }

  /** Whether an event matters. */
  abstract boolean wants(Event event);

  /** The key of an event that matters. */
  abstract long key(Event event);

  /** Takes an event; one that does not matter comes only if there are no keys. */
  abstract void take(Event event);

  /** No event will come whose time is not later than this. */
  void passed(long time) {
    // most have nothing that waits for it
  }

  /** Everything has been taken, here. */
  void finish() {
    // most have told everything
  }

  final void row(long print) {
    change(print, 1);
  }

  final void change(long print, long sign) {
    prints += print;
    rows += sign;
  }

  final long rows() {
    return rows;
  }

  final long prints() {
    return prints;
  }
}
