package dev.weir.api.windowing.assigners;

import dev.weir.api.windowing.triggers.EventTimeTrigger;
import dev.weir.api.windowing.triggers.Trigger;
import dev.weir.api.windowing.windows.TimeWindow;
import java.time.Duration;

/** Windows of event time that follow each other without gap or overlap. */
public final class TumblingEventTimeWindows extends AlignedWindowAssigner {

  private static final long serialVersionUID = 1L;

  private TumblingEventTimeWindows(Duration size, Duration offset, WindowStagger windowStagger) {
    super(size.toMillis(), size.toMillis(), offset.toMillis(), windowStagger);
  }

  /** Windows of a size, one of them starting at the epoch. */
  public static TumblingEventTimeWindows of(Duration size) {
    return of(size, Duration.ZERO);
  }

  /** Windows of a size, one of them starting at {@code offset} after the epoch. */
  public static TumblingEventTimeWindows of(Duration size, Duration offset) {
    return of(size, offset, WindowStagger.ALIGNED);
  }

  /** The same, shifted in each subtask. */
  public static TumblingEventTimeWindows of(
      Duration size, Duration offset, WindowStagger windowStagger) {
    return new TumblingEventTimeWindows(size, offset, windowStagger);
  }

  @Override
  public Trigger<Object, TimeWindow> getDefaultTrigger() {
    return EventTimeTrigger.create();
  }

  @Override
  public boolean isEventTime() {
    return true;
  }
}
