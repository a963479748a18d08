package dev.weir.api.windowing.triggers;

import dev.weir.api.metrics.MetricGroup;
import dev.weir.api.state.StateDescriptor;
import dev.weir.api.windowing.windows.Window;
import dev.weir.state.AppendingState;
import dev.weir.state.State;
import java.io.Serializable;

/**
 * Says when a window emits its contents.
 *
 * <p>A trigger keeps nothing in its fields: one instance serves all keys and windows of a subtask.
 * What it has to remember goes into {@link TriggerContext#getPartitionedState}, which is kept for
 * each key and window, and is part of the checkpoint, as its timers are. All methods are called on
 * the thread of the subtask.
 *
 * @param <T> the type of the records
 * @param <W> the type of the windows
 */
public abstract class Trigger<T, W extends Window> implements Serializable {

  private static final long serialVersionUID = 1L;

  /** For subclasses. */
  protected Trigger() {}

  /** A record was added to the window. */
  public abstract TriggerResult onElement(T element, long timestamp, W window, TriggerContext ctx)
      throws Exception;

  /** A processing-time timer that was registered with the context of this window has come. */
  public abstract TriggerResult onProcessingTime(long time, W window, TriggerContext ctx)
      throws Exception;

  /** An event-time timer that was registered with the context of this window has come. */
  public abstract TriggerResult onEventTime(long time, W window, TriggerContext ctx)
      throws Exception;

  /** Whether {@link #onMerge} works, without which the trigger cannot be used for sessions. */
  public boolean canMerge() {
    return false;
  }

  /**
   * Several windows became {@code window}: merges their state and registers what timers are needed.
   * The old windows are cleared afterwards.
   */
  public void onMerge(W window, OnMergeContext ctx) throws Exception {
    throw new UnsupportedOperationException(this + " cannot merge windows");
  }

  /** The window is gone: removes all state and timers of it. */
  public abstract void clear(W window, TriggerContext ctx) throws Exception;

  /** The simple name of the class. */
  @Override
  public String toString() {
    return getClass().getSimpleName();
  }

  /** Time, timers and state of one window. Valid during one call only. */
  public interface TriggerContext {

    /**
     * Where the trigger registers what it measures: once, not for each record. The trigger of a
     * subtask is one for all keys and windows.
     */
    MetricGroup getMetricGroup();

    /** The clock, in milliseconds since the epoch. */
    long getCurrentProcessingTime();

    /** The watermark; {@code Long.MIN_VALUE} before the first. */
    long getCurrentWatermark();

    /** Calls {@link Trigger#onProcessingTime} when the clock reaches {@code time}. */
    void registerProcessingTimeTimer(long time);

    /** Calls {@link Trigger#onEventTime} when the watermark reaches {@code time}. */
    void registerEventTimeTimer(long time);

    /** Removes a timer of this window, if there is one. */
    void deleteProcessingTimeTimer(long time);

    /** Removes a timer of this window, if there is one. */
    void deleteEventTimeTimer(long time);

    /** State of the trigger for the key and the window. */
    <S extends State> S getPartitionedState(StateDescriptor<S, ?> stateDescriptor);
  }

  /** The context while windows are merged. */
  public interface OnMergeContext extends TriggerContext {

    /** Adds to the state of the new window what the old ones hold: of a list, a reduced value... */
    <S extends AppendingState<?, ?>> void mergePartitionedState(
        StateDescriptor<S, ?> stateDescriptor);
  }
}
