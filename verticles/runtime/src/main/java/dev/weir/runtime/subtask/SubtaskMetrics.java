package dev.weir.runtime.subtask;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Counters of one subtask: written by its thread, now and then, and read by any. */
public final class SubtaskMetrics {

  private static final VarHandle RECORDS_IN = handle("recordsIn");
  private static final VarHandle RECORDS_OUT = handle("recordsOut");
  private static final VarHandle BUSY_NANOS = handle("busyNanos");
  private static final VarHandle BACK_PRESSURED_NANOS = handle("backPressuredNanos");
  private static final VarHandle STATE_BYTES = handle("stateBytes");

  private long recordsIn;
  private long recordsOut;
  private long busyNanos;
  private long backPressuredNanos;
  private long stateBytes;

  /** A copy of the counters at one moment; all but the state size only ever grow. */
  public record Snapshot(
      long recordsIn, long recordsOut, long busyNanos, long backPressuredNanos, long stateBytes) {}

  public Snapshot read() {
    return new Snapshot(
        (long) RECORDS_IN.getOpaque(this),
        (long) RECORDS_OUT.getOpaque(this),
        (long) BUSY_NANOS.getOpaque(this),
        (long) BACK_PRESSURED_NANOS.getOpaque(this),
        (long) STATE_BYTES.getOpaque(this));
  }

  void records(long in, long out) {
    RECORDS_IN.setOpaque(this, in);
    RECORDS_OUT.setOpaque(this, out);
  }

  void addBusy(long nanos) {
    BUSY_NANOS.setOpaque(this, busyNanos + nanos);
  }

  void addBackPressured(long nanos) {
    BACK_PRESSURED_NANOS.setOpaque(this, backPressuredNanos + nanos);
  }

  void stateBytes(long bytes) {
    STATE_BYTES.setOpaque(this, bytes);
  }

  private static VarHandle handle(String field) {
    try {
      return MethodHandles.lookup().findVarHandle(SubtaskMetrics.class, field, long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
