package dev.weir.benchmarks.cell;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A failure half-way, once, and what came of it. After a failure results may come twice, so what is
 * checked is the highest count of each key: lower if records were lost, higher if any was counted
 * twice. Thread-safe, as long as each key is counted by one thread at a time.
 */
public final class Disaster {

  private final long offset;
  private final long[] highest;
  private final AtomicBoolean happened = new AtomicBoolean();
  private final AtomicLong recoveredAfterNanos = new AtomicLong();
  private volatile long happenedAtNanos;

  Disaster(Load load) {
    offset = load.events() / 2;
    highest = new long[Math.toIntExact(load.keys())];
  }

  /** Whether the record of an offset is the one to fail with; true only once. */
  public boolean happens(long atOffset) {
    if (atOffset < offset || happened.get() || !happened.compareAndSet(false, true)) {
      return false;
    }
    happenedAtNanos = System.nanoTime();
    return true;
  }

  /** Whether it is over, so that a sink which is made now belongs to what comes after. */
  public boolean hasHappened() {
    return happened.get();
  }

  /** A result has come that does not belong to what failed; the first one counts. */
  public void recovered() {
    if (recoveredAfterNanos.get() == 0) {
      recoveredAfterNanos.compareAndSet(0, System.nanoTime() - happenedAtNanos);
    }
  }

  /** A key has reached a count. */
  public void reached(long key, long count) {
    if (highest[(int) key] < count) {
      highest[(int) key] = count;
    }
  }

  /** Milliseconds from the failure to the first result; 0 if there was none. */
  long recoveredAfterMillis() {
    return recoveredAfterNanos.get() / 1_000_000;
  }

  /** The counts in the end, and how many records they are. */
  Result result() {
    long records = 0;
    long checksum = 0;
    for (int key = 0; key < highest.length; key++) {
      records += highest[key];
      checksum += Events.fingerprint(key, highest[key]);
    }
    return new Result(records, checksum);
  }

  /** What the result must be. */
  static Result expected(Load load) {
    Disaster none = new Disaster(load);
    for (long at = 0; at < load.events(); at++) {
      none.highest[(int) Events.key(at, load.keys())]++;
    }
    return none.result();
  }
}
