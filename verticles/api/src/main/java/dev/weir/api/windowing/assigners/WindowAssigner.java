package dev.weir.api.windowing.assigners;

import dev.weir.api.ExecutionConfig;
import dev.weir.api.windowing.triggers.Trigger;
import dev.weir.api.windowing.windows.Window;
import dev.weir.state.spi.TypeSerializer;
import java.io.Serializable;
import java.util.Collection;

/**
 * Says which windows a record belongs to.
 *
 * @param <T> the type of the records
 * @param <W> the type of the windows
 */
public abstract class WindowAssigner<T, W extends Window> implements Serializable {

  private static final long serialVersionUID = 1L;

  /** For subclasses. */
  protected WindowAssigner() {}

  /**
   * The windows of a record, in the order in which they shall see it.
   *
   * @param timestamp of the record, in milliseconds; {@code Long.MIN_VALUE} if it has none
   */
  public abstract Collection<W> assignWindows(
      T element, long timestamp, WindowAssignerContext context);

  /** The trigger of a stream that was given none. */
  public abstract Trigger<T, W> getDefaultTrigger();

  /** Writes the windows as part of the state's keys: equal windows must give equal bytes. */
  public abstract TypeSerializer<W> getWindowSerializer(ExecutionConfig executionConfig);

  /** Whether the windows end by the watermark; otherwise by the clock. */
  public abstract boolean isEventTime();

  /** What an assigner may ask. */
  public abstract static class WindowAssignerContext {

    /** For the engine. */
    protected WindowAssignerContext() {}

    /** The clock, in milliseconds since the epoch. */
    public abstract long getCurrentProcessingTime();
  }
}
