package dev.weir.state.rocksdb;

import dev.weir.state.rocksdb.Capture.TakenValues;
import java.util.ArrayList;
import java.util.List;

/** The caches of all value states of a subtask, which share its budget. */
final class Caches {

  private final long bytes;
  private final List<ValueCache<?, ?>> caches = new ArrayList<>();
  private final List<CacheBudget> budgets = new ArrayList<>();

  /**
   * @param bytes how much heap they may take together; 0: there are to be none
   */
  Caches(long bytes) {
    this.bytes = bytes;
  }

  boolean enabled() {
    return bytes > 0;
  }

  /** Adds a cache and says what it may take. */
  CacheBudget add(ValueCache<?, ?> cache) {
    CacheBudget budget = new CacheBudget(bytes);
    caches.add(cache);
    budgets.add(budget);
    return budget;
  }

  int count() {
    return caches.size();
  }

  List<TakenValues> take() {
    List<TakenValues> taken = new ArrayList<>();
    caches.forEach(cache -> taken.add(cache.take()));
    return taken;
  }

  void settle(boolean written) {
    caches.forEach(cache -> cache.settle(written));
  }

  void writeBack(RowStore store) {
    caches.forEach(cache -> cache.writeBack(store));
  }

  /** Of one column alone. */
  void writeBack(RowStore store, Column column) {
    for (ValueCache<?, ?> cache : caches) {
      if (cache.column().equals(column)) {
        cache.writeBack(store);
      }
    }
  }

  long dirtyEntries() {
    return caches.stream().mapToLong(ValueCache::dirty).sum();
  }

  /** What they take now. */
  long estimatedBytes() {
    long sum = 0;
    for (int i = 0; i < caches.size(); i++) {
      sum += budgets.get(i).estimatedBytes(caches.get(i).size());
    }
    return sum;
  }
}
