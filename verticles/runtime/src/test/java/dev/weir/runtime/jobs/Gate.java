package dev.weir.runtime.jobs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** How far a {@link GatedSource} may go, and how far it has come. */
final class Gate {

  private static final Map<String, Gate> GATES = new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();
  private final Map<Integer, Long> positions = new HashMap<>();
  private final Map<Long, CompletableFuture<Void>> passed = new HashMap<>();
  private final List<CompletableFuture<Void>> readers = new ArrayList<>();
  private static final long STANDSTILL_MILLIS = 100;

  private final List<Integer> assignments = new ArrayList<>();
  private int splits;
  private volatile long limit;

  /** Names a gate of this JVM; survives being copied with a source. */
  record Handle(String id) {
    Gate gate() {
      Gate gate = GATES.get(id);
      if (gate == null) {
        throw new IllegalStateException("no gate " + id);
      }
      return gate;
    }
  }

  /** Open for all numbers below the limit. */
  static Gate openTo(long limit) {
    Gate gate = new Gate();
    gate.limit = limit;
    GATES.put(gate.id, gate);
    return gate;
  }

  static Gate open() {
    return openTo(Long.MAX_VALUE);
  }

  Handle handle() {
    return new Handle(id);
  }

  /** The numbers {@code 0..count-1}, read from so many splits. */
  GatedSource source(int numberOfSplits, long count) {
    splits = numberOfSplits;
    return new GatedSource(handle(), numberOfSplits, count);
  }

  long limit() {
    return limit;
  }

  void openUpTo(long newLimit) {
    limit = newLimit;
    wake();
  }

  void wake() {
    List<CompletableFuture<Void>> woken;
    synchronized (this) {
      woken = List.copyOf(readers);
      readers.clear();
    }
    woken.forEach(reader -> reader.complete(null));
  }

  /** Completes when numbers from the given one on may be emitted. */
  synchronized CompletableFuture<Void> changed(long next) {
    if (next < limit && next != Long.MAX_VALUE) {
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Void> reader = new CompletableFuture<>();
    readers.add(reader);
    return reader;
  }

  /** A reader was told of so many splits at once. */
  synchronized void assigned(int count) {
    assignments.add(count);
  }

  /** How many splits readers were told of, each time. */
  synchronized List<Integer> assignments() {
    return List.copyOf(assignments);
  }

  synchronized void emitted(int split, long next, int stride) {
    positions.merge(split, next, Math::max);
    if (positions.size() == splits) {
      long least = positions.values().stream().mapToLong(Long::longValue).min().orElse(0);
      passed.forEach(
          (number, there) -> {
            if (least >= number) {
              there.complete(null);
            }
          });
    }
  }

  /** Waits until all numbers below the given one were emitted once. */
  void awaitEmitted(long number) throws Exception {
    CompletableFuture<Void> there;
    synchronized (this) {
      boolean done =
          positions.size() == splits
              && positions.values().stream().allMatch(position -> position >= number);
      if (done) {
        return;
      }
      there = passed.computeIfAbsent(number, missing -> new CompletableFuture<>());
    }
    Jobs.get(there);
  }

  /** Waits until no number has been emitted for a while, and returns the next one then. */
  long awaitStandstill() throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Jobs.PATIENCE_SECONDS);
    long before = -1;
    long now = position();
    while (now != before) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("numbers go on being emitted, the last was " + now);
      }
      before = now;
      TimeUnit.MILLISECONDS.sleep(STANDSTILL_MILLIS);
      now = position();
    }
    return now;
  }

  private synchronized long position() {
    return positions.values().stream().mapToLong(Long::longValue).max().orElse(0);
  }
}
