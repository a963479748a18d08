package dev.weir.runtime.time;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ProcessingTimeService} that is told when to look at the clock: by one timer of the
 * subtask's context for the time that is due next, or by a test.
 */
public final class ProcessingTimers implements ProcessingTimeService {

  private final LongSupplier clock;
  private final LongConsumer wakeAt;
  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(
          Comparator.comparingLong((Task task) -> task.time).thenComparingLong(t -> t.number));
  private long numbers;
  private boolean quiesced;

  /**
   * @param clock milliseconds since the epoch
   * @param wakeAt asked for {@link #runNextDue} at a time, whenever an earlier one than before is
   *     due next
   */
  public ProcessingTimers(LongSupplier clock, LongConsumer wakeAt) {
    this.clock = clock;
    this.wakeAt = wakeAt;
  }

  private static final class Task implements Registration {
    private final long time;
    private final long number;
    private final Callback callback;
    private boolean cancelled;

    Task(long time, long number, Callback callback) {
      this.time = time;
      this.number = number;
      this.callback = callback;
    }

    @Override
    public void cancel() {
      cancelled = true;
    }
  }

  @Override
  public long now() {
    return clock.getAsLong();
  }

  @Override
  public Registration schedule(long time, Callback callback) {
    Task task = new Task(time, numbers++, callback);
    if (!quiesced) {
      tasks.add(task);
      if (tasks.peek() == task) {
        wakeAt.accept(time);
      }
    }
    return task;
  }

  @Override
  public void quiesce() {
    quiesced = true;
    tasks.clear();
  }

  /** The time that is due next; {@code Long.MAX_VALUE} if there is none. */
  public long nextTime() {
    Task next = firstNotCancelled();
    return next == null ? Long.MAX_VALUE : next.time;
  }

  /**
   * Runs the first of what is due, if anything is.
   *
   * @param upTo the last time that is over
   * @return whether something was due
   */
  public boolean runNextDue(long upTo) throws Exception {
    Task next = firstNotCancelled();
    if (next == null || next.time > upTo) {
      return false;
    }
    tasks.remove();
    next.callback.onProcessingTime(next.time);
    return true;
  }

  private @Nullable Task firstNotCancelled() {
    Task next = tasks.peek();
    while (next != null && next.cancelled) {
      tasks.remove();
      next = tasks.peek();
    }
    return next;
  }
}
