package dev.weir.runtime.subtask;

import java.util.concurrent.atomic.AtomicLong;

/** Counters of one subtask: written by its thread once a turn, and read by any. */
public final class SubtaskMetrics {

  private final AtomicLong recordsIn = new AtomicLong();
  private final AtomicLong recordsOut = new AtomicLong();
  private final AtomicLong busyNanos = new AtomicLong();
  private final AtomicLong backPressuredNanos = new AtomicLong();
  private final AtomicLong stateBytes = new AtomicLong();
  private final AtomicLong inputWatermark = new AtomicLong(Long.MIN_VALUE);
  private final AtomicLong outputWatermark = new AtomicLong(Long.MIN_VALUE);

  /**
   * A copy of the counters at one moment; all but the state size only ever grow.
   *
   * @param inputWatermark {@code Long.MIN_VALUE} before the first, and for sources
   * @param outputWatermark {@code Long.MIN_VALUE} before the first
   */
  public record Snapshot(
      long recordsIn,
      long recordsOut,
      long busyNanos,
      long backPressuredNanos,
      long stateBytes,
      long inputWatermark,
      long outputWatermark) {}

  public Snapshot read() {
    return new Snapshot(
        recordsIn.getOpaque(),
        recordsOut.getOpaque(),
        busyNanos.getOpaque(),
        backPressuredNanos.getOpaque(),
        stateBytes.getOpaque(),
        inputWatermark.getOpaque(),
        outputWatermark.getOpaque());
  }

  void records(long in, long out) {
    recordsIn.setOpaque(in);
    recordsOut.setOpaque(out);
  }

  void watermarks(long in, long out) {
    inputWatermark.setOpaque(in);
    outputWatermark.setOpaque(out);
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
