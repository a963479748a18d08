package dev.weir.benchmarks.limit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;

/** What workers have found together, by window. Thread-safe. */
final class Together<T> {

  private final Map<Long, T> found = new ConcurrentHashMap<>();
  private final BinaryOperator<T> merger;
  private final AtomicInteger workers;

  Together(int workers, BinaryOperator<T> merger) {
    this.workers = new AtomicInteger(workers);
    this.merger = merger;
  }

  void merge(long window, T ours) {
    found.merge(window, ours, merger);
  }

  /** Called by each worker at its end; the last one is given everything. */
  void ifLast(Consumer<T> results) {
    if (workers.decrementAndGet() == 0) {
      found.values().forEach(results);
    }
  }
}
