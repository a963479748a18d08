package dev.weir.state.contract;

import java.util.HashSet;
import java.util.Set;

/** The oracle of timers: a set that is looked through from end to end. */
final class NaiveTimers<K> {

  private final Set<Timer<K>> timers = new HashSet<>();

  /** One timer. */
  record Timer<K>(long time, K key, String namespace) {}

  NaiveTimers<K> copy() {
    NaiveTimers<K> copy = new NaiveTimers<>();
    copy.timers.addAll(timers);
    return copy;
  }

  void add(Timer<K> timer) {
    timers.add(timer);
  }

  boolean remove(Timer<K> timer) {
    return timers.remove(timer);
  }

  boolean isEmpty() {
    return timers.isEmpty();
  }

  long nextTime() {
    return timers.stream().mapToLong(Timer::time).min().orElse(Long.MAX_VALUE);
  }
}
