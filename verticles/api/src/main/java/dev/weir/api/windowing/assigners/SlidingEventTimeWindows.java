package dev.weir.api.windowing.assigners;

import dev.weir.api.windowing.triggers.EventTimeTrigger;
import dev.weir.api.windowing.triggers.Trigger;
import dev.weir.api.windowing.windows.TimeWindow;
import java.time.Duration;

/**
 * Windows of event time, one starting each {@code slide}: a record may be in several, or in none.
 */
public final class SlidingEventTimeWindows extends AlignedWindowAssigner {

  private static final long serialVersionUID = 1L;

  private SlidingEventTimeWindows(Duration size, Duration slide, Duration offset) {
    super(size.toMillis(), slide.toMillis(), offset.toMillis(), WindowStagger.ALIGNED);
  }

  /** Windows of a size, one of them starting at the epoch. */
  public static SlidingEventTimeWindows of(Duration size, Duration slide) {
    return of(size, slide, Duration.ZERO);
  }

  /** Windows of a size, one of them starting at {@code offset} after the epoch. */
  public static SlidingEventTimeWindows of(Duration size, Duration slide, Duration offset) {
    return new SlidingEventTimeWindows(size, slide, offset);
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
