package dev.weir.api.windowing.triggers;

/** What a trigger wants done with a window. */
public enum TriggerResult {

  /** Nothing. */
  CONTINUE(false, false),

  /** Emit the contents, then forget them. */
  FIRE_AND_PURGE(true, true),

  /** Emit the contents and keep them. */
  FIRE(true, false),

  /** Forget the contents and emit nothing. */
  PURGE(false, true);

  private final boolean fire;
  private final boolean purge;

  TriggerResult(boolean fire, boolean purge) {
    this.fire = fire;
    this.purge = purge;
  }

  /** Whether the contents are emitted. */
  public boolean isFire() {
    return fire;
  }

  /** Whether the contents are forgotten; the trigger's own state is not. */
  public boolean isPurge() {
    return purge;
  }
}
