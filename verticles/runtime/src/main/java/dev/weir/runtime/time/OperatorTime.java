package dev.weir.runtime.time;

import dev.weir.state.spi.KeyedStateBackend;
import dev.weir.state.spi.TimerQueue;
import dev.weir.state.spi.TypeSerializer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What time it is for one operator, and its timers. For the thread of the subtask.
 *
 * <p><b>Pending watermarks.</b> A watermark may make more timers due than the outputs have credit
 * for or a turn has time for. So firing stops where {@link TimerQueue.Pause} says, and the
 * watermark is <em>pending</em> until {@link #continueWatermark} has fired the rest. Only then it
 * is handed on, so the order of Flink is kept: what timers emit, then their watermark, then all
 * else.
 *
 * <p>Only the first operator of a chain is keyed, and so only it has timers. It gets watermarks
 * from channels alone, never from within a record or another timer: who calls it can always wait.
 * While its watermark is pending,
 *
 * <table>
 *   <caption>what happens to each event</caption>
 *   <tr><td>records, watermarks, idleness, barriers, ends of input, of either input</td><td>stay in
 *       their channels: nothing comes between the timers and the watermark, and no snapshot is taken
 *       that would have to know of it</td></tr>
 *   <tr><td>idleness and end of input that came with the watermark</td><td>are handled when it is
 *       done: {@code InputWatermarks}, {@code SubtaskLoop}</td></tr>
 *   <tr><td>credits, commands, cancellation</td><td>as ever, between two slices; cancellation also
 *       after each timer</td></tr>
 *   <tr><td>timers of processing time, results of asynchronous work</td><td>as ever, between two
 *       slices. They may be what makes room for the timers that wait: an asynchronous operator later
 *       in the chain that is full needs its results, and its time-outs</td></tr>
 *   <tr><td>timers that are registered up to the watermark</td><td>fire with it; {@link
 *       #currentWatermark} has risen before the first timer</td></tr>
 *   <tr><td>a failure</td><td>the watermark is in no snapshot: it comes again from upstream, and
 *       meets the timers of the checkpoint, none of which had fired</td></tr>
 * </table>
 *
 * <p>Timers of processing time obey the same pause; they have nothing to hand on behind them.
 */
public final class OperatorTime {

  private final ProcessingTimeService clock;
  private final Map<String, KeyedTimers<?>> byName = new HashMap<>();
  private final List<KeyedTimers<?>> timers = new ArrayList<>();
  private TimerQueue.Pause pause = TimerQueue.Pause.NEVER;
  private long watermark = Long.MIN_VALUE;
  private long handedOn = Long.MIN_VALUE;

  public OperatorTime(ProcessingTimeService clock) {
    this.clock = clock;
  }

  public ProcessingTimeService clock() {
    return clock;
  }

  /** Milliseconds since the epoch. */
  public long currentProcessingTime() {
    return clock.now();
  }

  /** {@code Long.MIN_VALUE} before the first one; not restored, since what comes in tells it. */
  public long currentWatermark() {
    return watermark;
  }

  /**
   * The timers of a name. Asked for when the operator opens, not later: restored timers of
   * processing time begin to fire then.
   *
   * @throws IllegalStateException if the name was asked for before
   */
  public <N> InternalTimerService<N> timers(
      KeyedStateBackend<?> state, String name, TypeSerializer<N> namespace, Triggerable<N> target) {
    KeyedTimers<N> service = new KeyedTimers<>(this, state, name, namespace, target);
    if (byName.put(name, service) != null) {
      throw new IllegalStateException("the operator has two timer services named " + name);
    }
    timers.add(service);
    return service;
  }

  /**
   * @param newPause asked after each timer from now on; whoever calls this also calls {@link
   *     #continueWatermark}
   */
  public void pauseWith(TimerQueue.Pause newPause) {
    pause = newPause;
  }

  TimerQueue.Pause pause() {
    return pause;
  }

  /**
   * Event time has risen to {@code newWatermark}: runs the timers that waited for it.
   *
   * @return whether all have run, so that the watermark is to be handed on; otherwise it is pending
   */
  public boolean advanceWatermark(long newWatermark) throws Exception {
    watermark = newWatermark;
    return continueWatermark();
  }

  /** Whether timers of the current watermark have still to run. */
  public boolean isPending() {
    return handedOn != watermark;
  }

  /**
   * Goes on with a watermark that is pending.
   *
   * @return as {@link #advanceWatermark}
   */
  public boolean continueWatermark() throws Exception {
    for (int i = 0; i < timers.size(); i++) {
      if (!timers.get(i).advanceWatermark(watermark)) {
        return false;
      }
    }
    handedOn = watermark;
    return true;
  }

  /** The last watermark all timers of which have run. */
  public long lastHandedOn() {
    return handedOn;
  }
}
