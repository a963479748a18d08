package dev.weir.runtime.subtask;

import java.util.concurrent.atomic.AtomicLong;

/** Counters of one subtask: written by its thread once a turn, and read by any. */
public final class SubtaskMetrics {

  private final AtomicLong recordsIn = new AtomicLong();
  private final AtomicLong recordsOut = new AtomicLong();
  private final AtomicLong busyNanos = new AtomicLong();
  private final AtomicLong backPressuredNanos = new AtomicLong();
  private final AtomicLong stateBytes = new AtomicLong();

  /** A copy of the counters at one moment; all but the state size only ever grow. */
  public record Snapshot(
      long recordsIn, long recordsOut, long busyNanos, long backPressuredNanos, long stateBytes) {}

  public Snapshot read() {
    return new Snapshot(
        recordsIn.getOpaque(),
        recordsOut.getOpaque(),
        busyNanos.getOpaque(),
        backPressuredNanos.getOpaque(),
        stateBytes.getOpaque());
  }

  void records(long in, long out) {
    recordsIn.setOpaque(in);
    recordsOut.setOpaque(out);
  }

  void addBusy(long nanos) {
    busyNanos.setOpaque(busyNanos.getPlain() + nanos);
  }

  void addBackPressured(long nanos) {
    backPressuredNanos.setOpaque(backPressuredNanos.getPlain() + nanos);
  }

  void stateBytes(long bytes) {
    stateBytes.setOpaque(bytes);
  }
}
