package dev.weir.runtime.subtask;

import dev.weir.runtime.channel.OutputGate;
import dev.weir.state.spi.TimerQueue;

/**
 * Lets timers wait when an output has no credit, an operator has stopped the intake, the slice of
 * the turn is over or the subtask is cancelled.
 */
final class SlicePause implements TimerQueue.Pause {

  /** A look at the clock costs as much as a small timer, so not each of them pays for one. */
  private static final int TIMERS_PER_LOOK = 16;

  private final OutputGate outputs;
  private final Interruption interruption;
  private long deadline;
  private int asked;

  SlicePause(OutputGate outputs, Interruption interruption) {
    this.outputs = outputs;
    this.interruption = interruption;
  }

  /**
   * A turn begins.
   *
   * @param newDeadline until when it may last, by {@link System#nanoTime}
   */
  void until(long newDeadline) {
    deadline = newDeadline;
  }

  @Override
  public boolean isDue() {
    return !outputs.isAvailable()
        || interruption.isCancelled()
        || (++asked % TIMERS_PER_LOOK == 0 && System.nanoTime() - deadline >= 0);
  }
}
