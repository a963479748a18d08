package dev.weir.runtime.subtask;

import dev.weir.runtime.time.ProcessingTimeService;
import dev.weir.runtime.time.ProcessingTimers;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/**
 * Processing time of a subtask. One timer of Vert.x waits for whatever is due next; when it fires
 * it only wakes the loop, whose turn runs what is due: so user code never runs on another thread or
 * in the middle of a record.
 *
 * <p>A timer fires when the millisecond that it names is over, as one of event time fires when no
 * record of that time can come any more: else a window that ends there would miss the records of
 * its last millisecond.
 */
final class SubtaskTimers {

  private static final long LONGEST_WAIT_MILLIS = 24 * 60 * 60 * 1000L;
  private static final long NONE = -1;

  private final Vertx vertx;
  private final ProcessingTimers timers =
      new ProcessingTimers(System::currentTimeMillis, time -> wakeAt(time));
  private @Nullable Runnable wake;
  private long armedFor = Long.MAX_VALUE;
  private long vertxTimer = NONE;
  private boolean due;

  SubtaskTimers(Vertx vertx) {
    this.vertx = vertx;
  }

  ProcessingTimeService service() {
    return timers;
  }

  /**
   * @param whenDue called on the subtask's context
   */
  void onDue(Runnable whenDue) {
    wake = whenDue;
  }

  /** Whether something may be due. */
  boolean isDue() {
    return due;
  }

  /**
   * Runs the first of what is due.
   *
   * @return false if nothing was
   */
  boolean runNextDue() throws Exception {
    if (timers.runNextDue(timers.now() - 1)) {
      return true;
    }
    due = false;
    wakeAt(timers.nextTime());
    return false;
  }

  /** The input has ended: nothing fires any more. */
  void quiesce() {
    timers.quiesce();
  }

  private void wakeAt(long time) {
    if (time == Long.MAX_VALUE || (time >= armedFor && vertxTimer != NONE)) {
      return;
    }
    if (vertxTimer != NONE) {
      vertx.cancelTimer(vertxTimer);
      vertxTimer = NONE;
    }
    long now = timers.now();
    if (time < now) {
      wakeUp();
      return;
    }
    long wait = time - now + 1;
    armedFor = time;
    vertxTimer =
        vertx.setTimer(
            Math.min(wait, LONGEST_WAIT_MILLIS),
            id -> {
              vertxTimer = NONE;
              wakeUp();
            });
  }

  private void wakeUp() {
    due = true;
    if (wake != null) {
      wake.run();
    }
  }
}
