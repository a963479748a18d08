package dev.weir.protocol.channel;

/**
 * Credits at the receiving end: never more than {@code window} frames are under way or waiting. A
 * new grant is announced when half the window has been consumed, so that grants are few and the
 * sender does not run dry.
 */
public final class CreditGrant {

  private final int window;
  private long arrived;
  private long consumed;
  private long announced;

  public CreditGrant(int window) {
    if (window < 1) {
      throw new IllegalArgumentException("a credit window holds at least 1 frame, found " + window);
    }
    this.window = window;
  }

  /**
   * A frame came.
   *
   * @throws IllegalStateException if the sender had no credit for it
   */
  public void onArrived() {
    if (arrived == announced) {
      throw new IllegalStateException(
          "frame " + (arrived + 1) + " came, but only " + announced + " were granted");
    }
    arrived++;
  }

  /**
   * A frame was processed.
   *
   * @throws IllegalStateException if no frame was waiting
   */
  public void onConsumed() {
    if (consumed == arrived) {
      throw new IllegalStateException("no frame is waiting; consumed so far: " + consumed);
    }
    consumed++;
  }

  /** Whether it is time to {@link #announce}. */
  public boolean isDue() {
    return consumed + window - announced >= (window + 1) / 2;
  }

  /** The total to send as a grant. */
  public long announce() {
    announced = consumed + window;
    return announced;
  }

  /** Frames that came and are not processed yet. */
  public long waiting() {
    return arrived - consumed;
  }
}
