package dev.weir.testing.simulation;

import java.util.PriorityQueue;

/** What happens when, in microseconds of simulated time; at one moment in the order planned. */
final class Timeline {

  private record Event(long at, long order, Runnable action) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
    }
  }

  private final PriorityQueue<Event> events = new PriorityQueue<>(256);
  private long now;
  private long planned;
  private long happened;

  long now() {
    return now;
  }

  /** How many events there have been. */
  long happened() {
    return happened;
  }

  void at(long time, Runnable action) {
    events.add(new Event(Math.max(time, now), planned++, action));
  }

  void after(long delay, Runnable action) {
    at(now + delay, action);
  }

  /** Lets the next thing happen; false if there is none. */
  boolean step() {
    Event next = events.poll();
    if (next == null) {
      return false;
    }
    now = next.at;
    happened++;
    next.action.run();
    return true;
  }
}
