package dev.weir.runtime.operators;

import dev.weir.protocol.checkpoint.CheckpointBarrier;
import dev.weir.runtime.time.InternalTimerService;
import dev.weir.runtime.time.OperatorTime;
import dev.weir.runtime.time.Triggerable;
import dev.weir.state.spi.TimerQueue;
import dev.weir.state.spi.TypeSerializer;

/**
 * One operator of one subtask. All methods are called on the thread of the subtask, in this order:
 * {@link #initializeState}, {@link #open}, then records through {@link #input}, then {@link
 * #endInput}, and {@link #close} in any case.
 *
 * <p>For each checkpoint, between two records: {@link #prepareSnapshot}, after which the barrier
 * goes downstream, then {@link #snapshotState}, later at most one of {@link
 * #notifyCheckpointComplete} and {@link #notifyCheckpointAborted}.
 */
public abstract class Operator<OUT> {

  protected final OperatorContext context;
  protected final Output<OUT> output;
  protected final OperatorTime time;

  protected Operator(OperatorContext context, Output<OUT> output) {
    this.context = context;
    this.output = output;
    this.time = new OperatorTime(context.processingTime());
  }

  public final OperatorContext context() {
    return context;
  }

  /** The input with this index: 0, or 1 for the second input of a two-input operator. */
  public abstract Input<?> input(int index);

  /** Takes up the state that was restored, or starts without. */
  public void initializeState() throws Exception {}

  /** Makes ready for records; those before it in the chain are opened later. */
  public void open() throws Exception {}

  /**
   * Event time has risen: no record of the input with a timestamp up to {@code watermark} is
   * expected any more. Of two inputs it is the lower one, an idle input left out. Runs the timers
   * that waited for it, then hands it on. If there is a pause before all of them have run, it is
   * pending: {@link OperatorTime} tells what that means.
   */
  public void processWatermark(long watermark) throws Exception {
    if (time.advanceWatermark(watermark)) {
      output.emitWatermark(watermark);
    }
  }

  /** Lets the timers of a watermark wait; for the first operator of a chain only. */
  public final void pauseTimersWith(TimerQueue.Pause pause) {
    time.pauseWith(pause);
  }

  public final boolean isWatermarkPending() {
    return time.isPending();
  }

  /** Goes on with a watermark that is pending; until the next pause, if need be. */
  public final void continueWatermark() throws Exception {
    if (time.isPending() && time.continueWatermark()) {
      output.emitWatermark(time.currentWatermark());
    }
  }

  /** The last watermark handed on; {@code Long.MIN_VALUE} before the first. */
  public long outputWatermark() {
    return time.lastHandedOn();
  }

  /** All input has become idle, or some of it is active again. */
  public void processIdle(boolean idle) throws Exception {
    output.emitIdle(idle);
  }

  /**
   * Timers under the current key. Ask for them in {@link #open}, once for each name, whether or not
   * any will be registered: restored ones must fire.
   *
   * @throws IllegalStateException if the input is not keyed, or the name was asked for before
   */
  protected final <N> InternalTimerService<N> timerService(
      String name, TypeSerializer<N> namespace, Triggerable<N> target) {
    return time.timers(context.requireKeyedState(), name, namespace, target);
  }

  /**
   * The last moment at which something that belongs before the barrier can be emitted. What throws
   * here fails the attempt.
   */
  public void prepareSnapshot(CheckpointBarrier barrier) throws Exception {}

  /**
   * Writes what is kept outside of state handles into {@link OperatorContext#operatorState()}. What
   * throws here declines the checkpoint, and the job goes on.
   */
  public void snapshotState(CheckpointBarrier barrier) throws Exception {}

  public void notifyCheckpointComplete(long checkpointId) throws Exception {}

  public void notifyCheckpointAborted(long checkpointId) throws Exception {}

  /** All channels of an input have ended; results that waited for more are emitted now. */
  public void endInput(int index) throws Exception {}

  /**
   * Whether all has been emitted that came of the input so far. After the end of the input, the end
   * goes on to the next operator when this is so.
   */
  public boolean isDrained() {
    return true;
  }

  /** Releases what was acquired; called once, whatever happened before. */
  public void close() throws Exception {}
}
