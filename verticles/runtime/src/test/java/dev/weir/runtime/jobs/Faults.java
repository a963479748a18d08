package dev.weir.runtime.jobs;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;

/** Failures to inject: counts what comes by, in all attempts, and throws when told to. */
final class Faults {

  private static final Map<String, Faults> ALL = new ConcurrentHashMap<>();

  private final AtomicInteger passed = new AtomicInteger();
  private final AtomicInteger thrown = new AtomicInteger();
  private final IntPredicate when;

  private Faults(IntPredicate when) {
    this.when = when;
  }

  /** Names faults of this JVM; survives being copied with a function. */
  record Handle(String id) {
    void pass() {
      Faults faults = ALL.get(id);
      if (faults == null) {
        throw new IllegalStateException("no faults " + id);
      }
      faults.pass();
    }
  }

  /** Throws at each pass for whose number, from 1, the predicate holds. */
  static Faults when(IntPredicate when) {
    return new Faults(when);
  }

  Handle handle() {
    String id = UUID.randomUUID().toString();
    ALL.put(id, this);
    return new Handle(id);
  }

  int thrown() {
    return thrown.get();
  }

  int passed() {
    return passed.get();
  }

  private void pass() {
    int number = passed.incrementAndGet();
    if (when.test(number)) {
      thrown.incrementAndGet();
      throw new IllegalStateException("injected at pass " + number);
    }
  }
}
